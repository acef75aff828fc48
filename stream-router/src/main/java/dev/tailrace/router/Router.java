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
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/** Decides where an event goes. It is written as JSON once for all of its topics. */
final class Router {
  private final RouterConfig config;

  Router(RouterConfig config) {
    this.config = config;
  }

  List<Route> route(LogEvent event) {
    Category category = event.category();
    if (category == null) {
      return List.of(reject("the event has no category", null));
    }
    byte[] value = LogEventJson.write(event);
    Headers headers = headers(event);
    List<Route> routes = new ArrayList<>(3);
    routes.add(send(Topics.of(category).name(), event.source().id(), value, headers));
    if (routes.get(0) instanceof Route.Send) {
      addLive(event, value, headers, routes);
      addCiEvent(event, routes);
    }
    return routes;
  }

  private void addLive(LogEvent event, byte[] value, Headers headers, List<Route> routes) {
    if (config.live() == LivePolicy.ALL) {
      String run = event.contextText(ContextKeys.RUN_ID);
      String key = requireNonNullElse(run, event.source().id());
      routes.add(send(Topics.LIVE.name(), key, value, headers));
    }
  }

  /** What is wrong with a report of a CI event does not keep its line from its category. */
  private static void addCiEvent(LogEvent event, List<Route> routes) {
    try {
      CiEvents.of(event).map(Router::ciEvent).ifPresent(routes::add);
    } catch (RuntimeException e) {
      routes.add(new Route.RejectReport(new Outcome.Failed<>("the CI event cannot be used", e)));
    }
  }

  private static Route ciEvent(Outcome<CiEvent> outcome) {
    if (outcome instanceof Outcome.Done<CiEvent> done) {
      CiEvent event = done.value();
      return send(
          Topics.CI_EVENTS.name(), event.key(), CiEventJson.write(event), new RecordHeaders());
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

  private static Headers headers(LogEvent event) {
    return new RecordHeaders()
        .add(TailraceHeaders.EVENT_ID, event.eventId().getBytes(StandardCharsets.UTF_8))
        .add(TailraceHeaders.FILED_AT, TailraceHeaders.number(event.filedAt().toEpochMilli()));
  }
}
