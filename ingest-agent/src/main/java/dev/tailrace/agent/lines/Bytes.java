package dev.tailrace.agent.lines;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Searches in bytes. */
final class Bytes {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int SHORTEST_TIME = "2024-01-15T10:35:22Z".length();
  private static final int LONGEST_TIME = "2024-01-15T10:35:22.123456789+00:00".length();
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH = 0x8080808080808080L;
  private static final long ABOVE_RETURN = ('\r' + 1) * ONES;

  private Bytes() {}

  /**
   * The first line feed or carriage return, or {@code to}. Looks at eight bytes at a time for one
   * that is not above a carriage return: the lowest bit of {@code low} is exact, those above it may
   * be false by a borrow and are looked at again.
   */
  static int lineBreak(byte[] buffer, int from, int to) {
    int at = from;
    int last = to - Long.BYTES;
    while (at <= last) {
      long word = (long) LONGS.get(buffer, at);
      long low = (word - ABOVE_RETURN) & ~word & HIGH;
      if (low == 0) {
        at += Long.BYTES;
      } else {
        at += Long.numberOfTrailingZeros(low) >>> 3;
        if (buffer[at] == '\n' || buffer[at] == '\r') {
          return at;
        }
        at++;
      }
    }
    while (at < to && buffer[at] != '\n' && buffer[at] != '\r') {
      at++;
    }
    return at;
  }

  /** The first carriage return, or {@code to}. */
  static int carriageReturn(byte[] buffer, int from, int to) {
    int at = lineBreak(buffer, from, to);
    while (at < to && buffer[at] != '\r') {
      at = lineBreak(buffer, at + 1, to);
    }
    return at;
  }

  /** The first such byte, or {@code to}. */
  static int indexOf(byte[] buffer, int from, int to, char b) {
    int at = from;
    while (at < to && buffer[at] != b) {
      at++;
    }
    return at;
  }

  /** Behind the last byte that is no carriage return. */
  static int withoutReturns(byte[] buffer, int from, int to) {
    int end = to;
    while (end > from && buffer[end - 1] == '\r') {
      end--;
    }
    return end;
  }

  /** Behind an ISO 8601 time and the space after it, or {@code from} if there is none. */
  static int behindTime(byte[] buffer, int from, int to) {
    int space = indexOf(buffer, from, Math.min(to, from + LONGEST_TIME + 1), ' ');
    boolean time =
        space < to
            && space >= from + SHORTEST_TIME
            && space <= from + LONGEST_TIME
            && Character.isDigit(buffer[from])
            && buffer[from + 4] == '-'
            && buffer[from + 10] == 'T'
            && buffer[from + 13] == ':';
    return time ? space + 1 : from;
  }

  static boolean startsWith(byte[] buffer, int from, int to, byte[] prefix) {
    return to - from >= prefix.length
        && Arrays.equals(buffer, from, from + prefix.length, prefix, 0, prefix.length);
  }

  /** Where the bytes begin for the first time, or -1. */
  static int find(byte[] buffer, int from, int to, byte[] what) {
    int last = to - what.length;
    for (int at = from; at <= last; at++) {
      if (buffer[at] == what[0] && startsWith(buffer, at, to, what)) {
        return at;
      }
    }
    return -1;
  }
}
