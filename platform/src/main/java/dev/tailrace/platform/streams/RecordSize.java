package dev.tailrace.platform.streams;

import dev.tailrace.schemas.Topics;
import org.jspecify.annotations.Nullable;

/** Whether a record may be sent. One that Kafka refuses would stop its thread again and again. */
public final class RecordSize {
  /** The reason of a dead letter for an event that is too large. */
  public static final String TOO_LARGE =
      "the event is larger than a record of " + Topics.MAX_RECORD_BYTES + " bytes";

  /** Kafka's own part of a record, and the headers: an event id and a number. */
  private static final int OVERHEAD = 4096;

  private static final int BYTES_PER_CHAR = 3;

  private RecordSize() {}

  public static boolean fits(@Nullable String key, byte[] value) {
    long keyBytes = key == null ? 0 : (long) key.length() * BYTES_PER_CHAR;
    return keyBytes + value.length + OVERHEAD <= Topics.MAX_RECORD_BYTES;
  }
}
