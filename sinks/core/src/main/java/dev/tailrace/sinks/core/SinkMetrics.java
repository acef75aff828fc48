package dev.tailrace.sinks.core;

import java.util.Locale;

/**
 * Told by a {@link Sink} what became of each record. Every record that was put and whose offset is
 * committed was told exactly once; one that is read again after a crash or a rewind is told again.
 */
public interface SinkMetrics {

  /** What became of a record. */
  enum Result {
    /** It is durable in the store. */
    STORED,
    /** The store had it already. */
    DUPLICATE,
    /** The store refuses it for good; it is in {@code logs.dlq}. */
    DEAD_LETTER;

    String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * A record is dealt with, durably.
   *
   * @param recordTimestamp the Kafka record's timestamp, in milliseconds since 1970: when the line
   *     was observed
   */
  void settled(Result result, long recordTimestamp);

  /** The same became of many records at once. */
  default void settled(Result result, Timestamps recordTimestamps) {
    recordTimestamps.forEach(timestamp -> settled(result, timestamp));
  }
}
