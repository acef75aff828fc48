package dev.tailrace.sinks.elasticsearch;

import java.util.Arrays;

/** Runs of bytes one after another in one array. */
final class Slices {
  private static final int FIRST_BYTES = 1 << 10;
  private static final int FIRST_SLICES = 16;

  private byte[] bytes = new byte[FIRST_BYTES];
  private int length;
  private int[] ends = new int[FIRST_SLICES];
  private int size;

  /** Adds bytes to the slice that {@link #end()} will end. */
  Slices append(byte[] part) {
    return append(part, 0, part.length);
  }

  private Slices append(byte[] part, int from, int count) {
    reserve(count);
    System.arraycopy(part, from, bytes, length, count);
    length += count;
    return this;
  }

  /** Ends a slice; it may be empty. */
  void end() {
    if (size == ends.length) {
      ends = Arrays.copyOf(ends, size * 2);
    }
    ends[size++] = length;
  }

  /** Adds a slice of others. */
  void add(Slices others, int i) {
    append(others.bytes, others.start(i), others.length(i));
    end();
  }

  private void reserve(int more) {
    int needed = Math.addExact(length, more);
    if (needed > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(needed, bytes.length * 2));
    }
  }

  /** How many were ended. */
  int size() {
    return size;
  }

  private int start(int i) {
    return i == 0 ? 0 : ends[i - 1];
  }

  /** A slice's length in bytes. */
  int length(int i) {
    return ends[i] - start(i);
  }

  /** A copy of a slice. */
  byte[] get(int i) {
    return Arrays.copyOfRange(bytes, start(i), ends[i]);
  }

  /** All slices are the first {@link #length()} bytes. Not a copy. */
  byte[] bytes() {
    return bytes;
  }

  /** The length of all in bytes. */
  int length() {
    return length;
  }

  /** Forgets all and keeps the memory. */
  void clear() {
    length = 0;
    size = 0;
  }
}
