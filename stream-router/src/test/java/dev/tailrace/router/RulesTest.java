package dev.tailrace.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tailrace.platform.config.ConfigException;
import dev.tailrace.router.RouteRule.Action;
import dev.tailrace.schemas.Authority;
import dev.tailrace.schemas.Category;
import dev.tailrace.schemas.LogEvent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RulesTest {
  private static RouteRule rule(
      RuleCondition when, Action action, @Nullable Double ratio, @Nullable Integer perSecond) {
    return new RouteRule("r", when, action, ratio, perSecond, null, List.of(), false);
  }

  private static RuleCondition repository(String pattern) {
    return new RuleCondition(
        null, pattern, null, null, null, null, null, null, null, Map.of(), null, null);
  }

  private static LogEvent line(String repository) {
    return Events.event(Authority.JOB, "text", Map.of("repository", repository));
  }

  private static boolean kept(RouteRule rule, LogEvent event) {
    return new Rules(List.of(rule)).decide(event, (any, repository, now) -> false, 0).kept();
  }

  @Test
  void dropsWhatMatchesAndKeepsTheRest() {
    RouteRule drop = rule(repository("acme/*"), Action.DROP, null, null);

    assertThat(kept(drop, line("acme/web"))).isFalse();
    assertThat(kept(drop, line("other/web"))).isTrue();
  }

  @Test
  void theFirstRuleThatMatchesCounts() {
    RouteRule keep =
        new RouteRule(
            "keep", repository("acme/web"), Action.KEEP, null, null, null, List.of(), false);
    RouteRule drop = rule(RuleCondition.ANY, Action.DROP, null, null);
    Rules rules = new Rules(List.of(keep, drop));

    assertThat(rules.decide(line("acme/web"), (a, b, c) -> true, 0).kept()).isTrue();
    assertThat(rules.decide(line("acme/api"), (a, b, c) -> true, 0).kept()).isFalse();
  }

  @Test
  void sampleKeepsOrHoldsBackAWholeTrace() {
    RouteRule sample = rule(RuleCondition.ANY, Action.SAMPLE, 0.25, null);

    long kept =
        IntStream.range(0, 4000)
            .mapToObj(n -> traced(String.format("%032x", n * 7919L + 1)))
            .filter(event -> kept(sample, event))
            .count();

    assertThat(kept).isBetween(800L, 1200L);
    assertThat(kept(sample, traced("a".repeat(32))))
        .isEqualTo(kept(sample, traced("a".repeat(32))));
  }

  private static LogEvent traced(String trace) {
    LogEvent event = line("acme/web");
    return event.enriched(trace, null, event.category(), event.tags(), event.context());
  }

  @Test
  void securityEventsAreSparedUnlessTheRuleSaysSo() {
    LogEvent event = line("acme/web").withCategory(Category.SECURITY_EVENTS);
    RouteRule drop = rule(RuleCondition.ANY, Action.DROP, null, null);
    RouteRule allowed =
        new RouteRule("r", RuleCondition.ANY, Action.DROP, null, null, null, List.of(), true);

    assertThat(kept(drop, event)).isTrue();
    assertThat(kept(allowed, event)).isFalse();
  }

  @Test
  void aBucketPassesItsBurstAndThenItsRate() {
    Bucket bucket = new Bucket(2, 0);

    assertThat(IntStream.range(0, 5).filter(n -> bucket.take(10, 2, 0)).count()).isEqualTo(2);
    assertThat(bucket.held).isEqualTo(3);
    assertThat(bucket.take(10, 2, 100)).isTrue();
    assertThat(bucket.take(10, 2, 50)).as("time does not run back").isFalse();
    assertThat(new Bucket.Codec().read(new Bucket.Codec().write(bucket)))
        .usingRecursiveComparison()
        .isEqualTo(bucket);
  }

  @ParameterizedTest
  @CsvSource({
    "acme/web,acme/web,true",
    "acme/*,ACME/web,true",
    "*web*,acme/web-ui,true",
    "a*b*c,abc,true",
    "a*b*c,acb,false",
    "*,anything,true",
    "ab*ba,aba,false"
  })
  void aStarStandsForAnything(String pattern, String text, boolean like) {
    assertThat(RuleCondition.isLike(pattern, text)).isEqualTo(like);
  }

  @Test
  void refusesRulesThatMeanNothing() {
    assertThatThrownBy(() -> rule(RuleCondition.ANY, Action.SAMPLE, null, null))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("ratio");
    assertThatThrownBy(() -> rule(RuleCondition.ANY, Action.DROP, 0.5, null))
        .isInstanceOf(ConfigException.class);
    assertThatThrownBy(() -> rule(RuleCondition.ANY, Action.SEND, null, null))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("send");
  }

  private static RuleCondition far(@Nullable Duration late, @Nullable Duration ahead) {
    return new RuleCondition(
        null, null, null, null, null, null, null, null, null, Map.of(), late, ahead);
  }

  private static LogEvent readAfter(Duration delay) {
    LogEvent line = line("acme/web");
    return line.at(line.observedTimestamp().minus(delay));
  }

  @Test
  void aRuleMayAskHowLateOrAheadAnEventIs() {
    RouteRule late = rule(far(Duration.ofHours(1), null), Action.DROP, null, null);
    RouteRule ahead = rule(far(null, Duration.ofMinutes(5)), Action.DROP, null, null);

    assertThat(kept(late, readAfter(Duration.ofHours(1)))).isFalse();
    assertThat(kept(late, readAfter(Duration.ofMinutes(59)))).isTrue();
    assertThat(kept(ahead, readAfter(Duration.ofMinutes(-5)))).isFalse();
    assertThat(kept(ahead, readAfter(Duration.ofMinutes(-4)))).isTrue();
    assertThatThrownBy(() -> far(Duration.ZERO, null)).hasMessageContaining("late-by");
  }
}
