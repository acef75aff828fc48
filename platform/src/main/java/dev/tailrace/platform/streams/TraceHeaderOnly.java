package dev.tailrace.platform.streams;

import dev.tailrace.schemas.TailraceHeaders;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/** Leaves {@code traceparent} of a record's headers: what the others said is in the value. */
final class TraceHeaderOnly<V> extends ContextualProcessor<String, V, String, V> {
  @Override
  public void process(Record<String, V> record) {
    RecordHeaders headers = new RecordHeaders();
    Header trace = record.headers().lastHeader(TailraceHeaders.TRACEPARENT);
    if (trace != null) {
      headers.add(trace);
    }
    context().forward(record.withHeaders(headers));
  }
}
