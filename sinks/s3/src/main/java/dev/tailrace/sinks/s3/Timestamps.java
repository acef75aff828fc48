package dev.tailrace.sinks.s3;

import java.util.Arrays;
import java.util.function.LongConsumer;

/** The timestamps of many records, eight bytes each. */
final class Timestamps {
  private static final int FIRST_LENGTH = 16;

  private long[] values = new long[FIRST_LENGTH];
  private int size;

  void add(long timestamp) {
    if (size == values.length) {
      values = Arrays.copyOf(values, size * 2);
    }
    values[size++] = timestamp;
  }

  int size() {
    return size;
  }

  void forEach(LongConsumer consumer) {
    Arrays.stream(values, 0, size).forEach(consumer);
  }

  /** What they occupy, in bytes. */
  long memory() {
    return (long) values.length * Long.BYTES;
  }
}
