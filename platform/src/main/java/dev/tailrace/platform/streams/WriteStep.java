package dev.tailrace.platform.streams;

import dev.tailrace.schemas.LogEvent;
import dev.tailrace.schemas.LogEventJson;
import org.apache.kafka.streams.processor.api.Record;

/** Writes log events as bytes. */
final class WriteStep {
  private WriteStep() {}

  static byte[] bytes(LogEvent event) {
    return LogEventJson.write(event);
  }

  static Outcome<byte[]> write(Record<String, LogEvent> record) {
    byte[] bytes = bytes(record.value());
    return RecordSize.fits(record.key(), bytes)
        ? Outcome.done(bytes)
        : Outcome.failed(RecordSize.TOO_LARGE);
  }
}
