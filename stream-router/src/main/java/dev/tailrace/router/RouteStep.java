package dev.tailrace.router;

import dev.tailrace.platform.streams.DeadLetters;
import dev.tailrace.platform.streams.Origin;
import dev.tailrace.platform.streams.Outcome;
import dev.tailrace.schemas.DeadLetterJson;
import dev.tailrace.schemas.LogEvent;
import dev.tailrace.schemas.LogEventJson;
import dev.tailrace.schemas.TailraceHeaders;
import dev.tailrace.schemas.Topics;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;

/** Routes one event. What is rejected on the way becomes a dead letter beside the other routes. */
final class RouteStep {
  private final Router router;
  private final DeadLetters lines;
  private final DeadLetters reports;

  /**
   * @param lines writes letters about lines
   * @param reports writes letters about the CI events that lines report
   */
  RouteStep(Router router, DeadLetters lines, DeadLetters reports) {
    this.router = router;
    this.lines = lines;
    this.reports = reports;
  }

  /** Where an event goes, by the rules and by what it is. */
  Router.Routed route(Record<String, LogEvent> record) {
    Header trace = record.headers().lastHeader(TailraceHeaders.TRACEPARENT);
    return router.route(record.value(), trace == null ? null : trace.value());
  }

  /** The records that are to be sent. */
  List<Route.Send> sends(Record<String, LogEvent> record, Origin origin, Router.Routed routed) {
    List<Route.Send> sends = new ArrayList<>(routed.routes().size());
    for (Route route : routed.routes()) {
      if (route instanceof Route.Send send) {
        sends.add(send);
      } else if (route instanceof Route.Reject reject) {
        sends.add(letter(lines, record, origin, reject.failure()));
      } else if (route instanceof Route.RejectReport reject) {
        sends.add(letter(reports, record, origin, reject.failure()));
      }
    }
    return sends;
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
