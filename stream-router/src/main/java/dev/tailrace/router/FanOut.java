package dev.tailrace.router;

import java.util.List;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/** Forwards each of an event's routes as a record of its own, all at the event's observed time. */
final class FanOut extends ContextualProcessor<String, List<Route.Send>, String, Route.Send> {
  @Override
  public void process(Record<String, List<Route.Send>> record) {
    for (Route.Send send : record.value()) {
      context().forward(new Record<>(send.key(), send, record.timestamp(), send.headers()));
    }
  }
}
