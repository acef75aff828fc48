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
  private final DeadLetters lines;
  private final DeadLetters reports;

  /**
   * @param lines writes letters about lines
   * @param reports writes letters about the CI events that lines report
   */
  RouteStep(RouterConfig config, DeadLetters lines, DeadLetters reports) {
    this.router = new Router(config);
    this.lines = lines;
    this.reports = reports;
  }

  @Override
  public Outcome<List<Route.Send>> apply(Record<String, LogEvent> record, Origin origin) {
    List<Route> routes = router.route(record.value());
    List<Route.Send> sends = new ArrayList<>(routes.size());
    for (Route route : routes) {
      if (route instanceof Route.Send send) {
        sends.add(send);
      } else if (route instanceof Route.Reject reject) {
        sends.add(letter(lines, record, origin, reject.failure()));
      } else if (route instanceof Route.RejectReport reject) {
        sends.add(letter(reports, record, origin, reject.failure()));
      }
    }
    return Outcome.done(sends);
  }

  private static Route.Send letter(
      DeadLetters letters,
      Record<String, LogEvent> record,
      Origin origin,
      Outcome.Failed<?> failure) {
    byte[] original = LogEventJson.write(record.value());
    byte[] letter = DeadLetterJson.write(letters.letter(record, original, origin, failure));
    return new Route.Send(
        Topics.DEAD_LETTERS.name(), DeadLetters.key(record), letter, new RecordHeaders());
  }
}
