package dev.tailrace.sinks.core;

import java.util.Arrays;
import java.util.Objects;
import java.util.function.LongConsumer;

/** The timestamps of many records, in milliseconds since 1970; eight bytes each. */
public final class Timestamps {
  private static final int FIRST_LENGTH = 16;

  private long[] values = new long[FIRST_LENGTH];
  private int size;

  public void add(long timestamp) {
    if (size == values.length) {
      values = Arrays.copyOf(values, size * 2);
    }
    values[size++] = timestamp;
  }

  public int size() {
    return size;
  }

  public long get(int i) {
    return values[Objects.checkIndex(i, size)];
  }

  public void forEach(LongConsumer consumer) {
    for (int i = 0; i < size; i++) {
      consumer.accept(values[i]);
    }
  }

  /** Forgets all and keeps the memory. */
  public void clear() {
    size = 0;
  }

  /** What they occupy, in bytes. */
  public long memory() {
    return (long) values.length * Long.BYTES;
  }
}
