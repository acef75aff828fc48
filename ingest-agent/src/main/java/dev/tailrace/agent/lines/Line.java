package dev.tailrace.agent.lines;

import java.util.Arrays;

/**
 * A line of a source: a part of a buffer, which is the caller's and good only until the call that
 * hands it over returns.
 *
 * @param offset of its first byte in the source
 * @param next where to read on once this line and all before it are durable
 * @param buffer holds the line's bytes, without its end
 * @param from the first of them
 * @param to behind the last
 * @param truncated whether the line was longer
 */
@SuppressWarnings("ArrayRecordComponent") // lines are carried, never compared
public record Line(long offset, long next, byte[] buffer, int from, int to, boolean truncated) {

  /** A line that has its buffer to itself. */
  public static Line of(long offset, long next, byte[] bytes, boolean truncated) {
    return new Line(offset, next, bytes, 0, bytes.length, truncated);
  }

  public int length() {
    return to - from;
  }

  /** The bytes, for whoever keeps them. */
  public byte[] copy() {
    return Arrays.copyOfRange(buffer, from, to);
  }
}
