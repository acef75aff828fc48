package dev.tailrace.router;

import dev.tailrace.platform.streams.Origin;
import dev.tailrace.platform.streams.Outcome;
import dev.tailrace.platform.streams.RejectedRecordException;
import dev.tailrace.schemas.LogEvent;
import java.util.List;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/** Forwards each of an event's routes as a record of its own, all at the event's observed time. */
final class FanOut extends ContextualProcessor<String, LogEvent, String, Route.Send> {
  private final RouteStep step;

  FanOut(RouteStep step) {
    this.step = step;
  }

  @Override
  public void process(Record<String, LogEvent> record) {
    if (record.value() == null) {
      throw new RejectedRecordException("the record has no value", null);
    }
    Outcome<List<Route.Send>> outcome = step.apply(record, Origin.of(context()));
    if (outcome instanceof Outcome.Done<List<Route.Send>> done) {
      for (Route.Send send : done.value()) {
        context().forward(new Record<>(send.key(), send, record.timestamp(), send.headers()));
      }
    }
  }
}
