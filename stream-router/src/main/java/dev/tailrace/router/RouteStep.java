package dev.tailrace.router;

import dev.tailrace.platform.streams.DeadLetters;
import dev.tailrace.platform.streams.Origin;
import dev.tailrace.platform.streams.Outcome;
import dev.tailrace.platform.streams.Step;
import dev.tailrace.schemas.DeadLetterJson;
import dev.tailrace.schemas.LogEvent;
import dev.tailrace.schemas.LogEventJson;
import dev.tailrace.schemas.Topics;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;

/** Routes one event. What is rejected on the way becomes a dead letter beside the other routes. */
final class RouteStep implements Step<LogEvent, List<Route.Send>> {
  private final Router router;
  private final DeadLetters letters;

  RouteStep(RouterConfig config, DeadLetters letters) {
    this.router = new Router(config);
    this.letters = letters;
  }

  @Override
  public Outcome<List<Route.Send>> apply(Record<String, LogEvent> record, Origin origin) {
    List<Route> routes = router.route(record.value());
    List<Route.Send> sends = new ArrayList<>(routes.size());
    for (Route route : routes) {
      sends.add(route instanceof Route.Send send ? send : letter(record, origin, route));
    }
    return Outcome.done(sends);
  }

  private Route.Send letter(Record<String, LogEvent> record, Origin origin, Route route) {
    byte[] original = LogEventJson.write(record.value());
    byte[] letter =
        DeadLetterJson.write(
            letters.letter(record, original, origin, ((Route.Reject) route).failure()));
    return new Route.Send(
        Topics.DEAD_LETTERS.name(), DeadLetters.key(record), letter, new RecordHeaders());
  }
}
