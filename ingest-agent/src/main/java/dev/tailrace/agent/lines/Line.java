package dev.tailrace.agent.lines;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A line of a source, or several that belong together: a part of a buffer, which is the caller's
 * and good only until the call that hands it over returns.
 *
 * @param offset of its first byte in the source; among the lines of a {@link #stream} no later one
 *     has the same or a lower one
 * @param next where to read on once this line and all before it are durable
 * @param buffer holds the line's bytes, without its end; of a truncated one up to {@link
 *     #LOOK_AHEAD} bytes more than the limit, so that what a cut would divide can be seen
 * @param from the first of them
 * @param to behind the last
 * @param truncation what the line was, if it was longer than the limit; null if it was not
 * @param frame what a container runtime wrote around it; null for other sources
 */
@SuppressWarnings("ArrayRecordComponent") // lines are carried, never compared
public record Line(
    long offset,
    long next,
    byte[] buffer,
    int from,
    int to,
    @Nullable Truncation truncation,
    @Nullable Frame frame) {

  /** How many bytes behind the limit a truncated line still holds. */
  public static final int LOOK_AHEAD = 4096;

  /** A whole line that has its buffer to itself. */
  public static Line of(long offset, long next, byte[] bytes) {
    return new Line(offset, next, bytes, 0, bytes.length, null, null);
  }

  public int length() {
    return to - from;
  }

  /** The bytes, for whoever keeps them. */
  public byte[] copy() {
    return Arrays.copyOfRange(buffer, from, to);
  }

  /** The same line in a buffer that it has to itself. */
  public Line own() {
    return with(copy(), 0, length());
  }

  public boolean truncated() {
    return truncation != null;
  }

  /** The stream that a container wrote it to; null if that is not known. */
  public @Nullable ContainerStream stream() {
    return frame == null ? null : frame.stream();
  }

  /** The same line with other bytes. */
  public Line with(byte[] bytes, int newFrom, int newTo) {
    return new Line(offset, next, bytes, newFrom, newTo, truncation, frame);
  }

  /** The same line, to be read on from elsewhere. */
  Line readOn(long newNext, @Nullable Frame newFrame) {
    return new Line(offset, newNext, buffer, from, to, truncation, newFrame);
  }

  /** The line without what is behind the limit, which is not within a character of UTF-8. */
  public Line limited(int maxLine) {
    if (length() <= maxLine) {
      return this;
    }
    Truncation was = truncation == null ? Truncation.of(buffer, from, to) : truncation;
    return new Line(offset, next, buffer, from, Utf8.cut(buffer, from, from + maxLine), was, frame);
  }
}
