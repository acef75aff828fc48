package dev.tailrace.router;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tailrace.schemas.Authority;
import dev.tailrace.schemas.LogEvent;
import dev.tailrace.schemas.LogEventJson;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RouterTest {
  private final Router all = router(new RouterConfig(LivePolicy.ALL));
  private final Router off = router(new RouterConfig(LivePolicy.OFF));

  private static List<String> topics(List<Route> routes) {
    return routes.stream()
        .map(route -> route instanceof Route.Send send ? send.topic() : "rejected")
        .toList();
  }

  private static Router router(RouterConfig config) {
    return new Router(
        config,
        new Interests(10, Clock.fixed(Events.OBSERVED, ZoneOffset.UTC)),
        (rule, repository, now) -> true);
  }

  @Test
  void copiesToTheLiveTailAsThePolicySays() {
    LogEvent event = Events.event(Authority.JOB, "text", Map.of());

    assertThat(topics(all.route(event, null).routes()))
        .containsExactly("logs.job-execution", "logs.live");
    assertThat(topics(off.route(event, null).routes())).containsExactly("logs.job-execution");
  }

  @Test
  void writesAnEventOnceForAllItsTopics() {
    List<Route> routes =
        all.route(Events.event(Authority.JOB, "text", Map.of("run_id", "r1")), null).routes();

    Route.Send filed = (Route.Send) routes.get(0);
    Route.Send live = (Route.Send) routes.get(1);
    assertThat(live.value()).isSameAs(filed.value());
    assertThat(filed.key()).isEqualTo("source-1");
    assertThat(live.key()).isEqualTo("r1");
  }

  @Test
  void rejectsAnEventWithoutCategory() {
    LogEvent filed = Events.platform("m", Map.of());
    LogEvent event =
        new LogEvent(
            filed.timestamp(),
            filed.observedTimestamp(),
            filed.level(),
            filed.service(),
            null,
            null,
            filed.message(),
            null,
            filed.source(),
            List.of(),
            Map.of());

    assertThat(topics(all.route(event, null).routes())).containsExactly("rejected");
  }

  @Test
  void filesALineWhoseReportCannotBeUsed() {
    LogEvent event = Events.platform("job_started", Map.of());

    assertThat(topics(off.route(event, null).routes()))
        .containsExactly("logs.job-execution", "rejected");
  }

  @Test
  void rejectsAnEventThatNoRecordCanHold() {
    LogEvent event = Events.platform("x".repeat(9 << 20), Map.of());

    assertThat(topics(all.route(event, null).routes())).containsExactly("rejected");
  }

  @Test
  void rejectsOnlyTheCopyWhoseKeyIsTooLong() {
    LogEvent event = Events.platform("m", Map.of("run_id", "r".repeat(3 << 20)));

    assertThat(topics(all.route(event, null).routes()))
        .containsExactly("logs.job-execution", "rejected");
  }

  @Test
  void copiesEverythingWhereNothingIsConfigured() {
    assertThat(new RouterConfig(null).live()).isEqualTo(LivePolicy.ALL);
  }

  @Test
  void anEventClampedByARuleHasTheTimeItWasReadAndKeepsItsOwn() {
    RouteRule clamp =
        new RouteRule(
            "c", RuleCondition.ANY, RouteRule.Action.CLAMP, null, null, null, List.of(), false);
    Router router = router(new RouterConfig(LivePolicy.OFF, null, List.of(clamp)));
    LogEvent ahead = Events.platform("m", Map.of("k", "v")).at(Events.OBSERVED.plusSeconds(3600));

    Route.Send sent = (Route.Send) router.route(ahead, null).routes().get(0);
    LogEvent clamped = LogEventJson.read(sent.value());

    assertThat(clamped.timestamp()).isEqualTo(Events.OBSERVED);
    assertThat(clamped.context())
        .containsEntry("k", "v")
        .containsEntry("tailrace.original_timestamp", ahead.timestamp().toString());
  }
}
