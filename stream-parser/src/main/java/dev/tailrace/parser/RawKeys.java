package dev.tailrace.parser;

import dev.tailrace.schemas.TailraceHeaders;
import java.util.OptionalLong;
import org.apache.kafka.streams.processor.api.Record;

/** Tells the agent's records from those of other shippers. */
final class RawKeys {
  /** An event's id is its source's and an offset, and Elasticsearch takes ids of 512 bytes. */
  private static final int MAX_SOURCE_ID = 128;

  private RawKeys() {}

  /**
   * The byte at which the line begins, if the record names its source and says so; empty for a
   * record that no agent sent.
   */
  static OptionalLong sourceOffset(Record<String, byte[]> record) {
    String key = record.key();
    return key == null || key.isEmpty() || key.length() > MAX_SOURCE_ID
        ? OptionalLong.empty()
        : TailraceHeaders.number(record.headers(), TailraceHeaders.OFFSET);
  }
}
