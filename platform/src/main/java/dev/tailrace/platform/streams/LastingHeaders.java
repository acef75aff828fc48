package dev.tailrace.platform.streams;

import dev.tailrace.schemas.TailraceHeaders;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Leaves of a record's headers {@code traceparent} and how often it was sent round: what the others
 * said is in the value.
 */
final class LastingHeaders<V> extends ContextualProcessor<String, V, String, V> {
  @Override
  public void process(Record<String, V> record) {
    RecordHeaders headers = new RecordHeaders();
    keep(record.headers().lastHeader(TailraceHeaders.TRACEPARENT), headers);
    keep(record.headers().lastHeader(TailraceHeaders.LOOPS), headers);
    context().forward(record.withHeaders(headers));
  }

  private static void keep(@Nullable Header header, RecordHeaders headers) {
    if (header != null) {
      headers.add(header);
    }
  }
}
