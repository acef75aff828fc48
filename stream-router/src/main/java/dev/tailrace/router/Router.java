package dev.tailrace.router;

import static java.util.Objects.requireNonNullElse;

import dev.tailrace.platform.streams.Outcome;
import dev.tailrace.platform.streams.RecordSize;
import dev.tailrace.schemas.Category;
import dev.tailrace.schemas.CiEvent;
import dev.tailrace.schemas.CiEventJson;
import dev.tailrace.schemas.ContextKeys;
import dev.tailrace.schemas.LogEvent;
import dev.tailrace.schemas.LogEventJson;
import dev.tailrace.schemas.TailraceHeaders;
import dev.tailrace.schemas.Topics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/** Decides where an event goes. It is written as JSON once for all of its topics. */
final class Router {
  private final LivePolicy live;
  private final Interests interests;
  private final Rules rules;
  private final Rules.Throttle throttle;

  Router(RouterConfig config, Interests interests, Rules.Throttle throttle) {
    this.live = config.live();
    this.interests = interests;
    this.rules = new Rules(config.rules());
    this.throttle = throttle;
  }

  /**
   * @param traceparent the header of the event's record; null if it had none
   */
  Routed route(LogEvent event, byte @Nullable [] traceparent) {
    Category category = event.category();
    if (category == null) {
      return new Routed(null, List.of(reject("the event has no category", null)));
    }
    Rules.Decision decision =
        rules.decide(event, throttle, event.observedTimestamp().toEpochMilli());
    List<Route> routes = new ArrayList<>(3);
    if (!decision.kept() || addLogs(event, category, decision, traceparent, routes)) {
      addCiEvent(event, traceparent, routes);
    }
    return new Routed(decision, routes);
  }

  private boolean addLogs(
      LogEvent event,
      Category category,
      Rules.Decision decision,
      byte @Nullable [] traceparent,
      List<Route> routes) {
    LogEvent timed = decision.clamps() ? clamped(event) : event;
    Instant filedAt = timed.filedAt();
    LogEvent filed = filedAt.equals(timed.timestamp()) ? timed : noticed(timed);
    byte[] value = LogEventJson.write(filed);
    Headers headers = TailraceHeaders.addFiling(traced(traceparent), filed.eventId(), filedAt);
    String source = filed.source().id();
    routes.add(send(Topics.of(category).name(), source, value, headers));
    if (!(routes.get(0) instanceof Route.Send)) {
      return false;
    }
    if (live == LivePolicy.ALL || (live == LivePolicy.WATCHED && interests.watch(filed))) {
      String run = filed.contextText(ContextKeys.RUN_ID);
      routes.add(send(Topics.LIVE.name(), requireNonNullElse(run, source), value, headers));
    }
    for (String topic : decision.extraTopics()) {
      routes.add(send(topic, source, value, headers));
    }
    return true;
  }

  /** The event at the time at which it was read; what its writer said stays in its context. */
  private static LogEvent clamped(LogEvent event) {
    if (event.timestamp().equals(event.observedTimestamp())) {
      return event;
    }
    Map<String, Object> context = new LinkedHashMap<>(event.context());
    context.putIfAbsent(ContextKeys.ORIGINAL_TIMESTAMP, event.timestamp().toString());
    return event.withContext(context).at(event.observedTimestamp());
  }

  /** Says of an event that is not filed under its own time why that is. */
  private static LogEvent noticed(LogEvent event) {
    List<String> tags = new ArrayList<>(event.tags());
    tags.add(event.timestamp().isBefore(event.observedTimestamp()) ? "filed-late" : "filed-ahead");
    return event.enriched(event.traceId(), event.spanId(), event.category(), tags, event.context());
  }

  /** What is wrong with a report of a CI event does not keep its line from its category. */
  private static void addCiEvent(
      LogEvent event, byte @Nullable [] traceparent, List<Route> routes) {
    try {
      CiEvents.of(event).map(outcome -> ciEvent(outcome, traceparent)).ifPresent(routes::add);
    } catch (RuntimeException e) {
      routes.add(new Route.RejectReport(new Outcome.Failed<>("the CI event cannot be used", e)));
    }
  }

  private static Route ciEvent(Outcome<CiEvent> outcome, byte @Nullable [] traceparent) {
    if (outcome instanceof Outcome.Done<CiEvent> done) {
      CiEvent event = done.value();
      return send(
          Topics.CI_EVENTS.name(), event.key(), CiEventJson.write(event), traced(traceparent));
    }
    return new Route.RejectReport((Outcome.Failed<CiEvent>) outcome);
  }

  private static Route send(String topic, String key, byte[] value, Headers headers) {
    return RecordSize.fits(key, value)
        ? new Route.Send(topic, key, value, headers)
        : reject(RecordSize.TOO_LARGE, null);
  }

  private static Route reject(String reason, @Nullable RuntimeException cause) {
    return new Route.Reject(new Outcome.Failed<>(reason, cause));
  }

  private static Headers traced(byte @Nullable [] traceparent) {
    RecordHeaders headers = new RecordHeaders();
    return traceparent == null ? headers : headers.add(TailraceHeaders.TRACEPARENT, traceparent);
  }

  /**
   * Where an event goes.
   *
   * @param decision what the rules said; null if the event came to no rule
   */
  record Routed(Rules.@Nullable Decision decision, List<Route> routes) {}
}
