package dev.tailrace.agent.lines;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Cuts bytes into lines. A line ends at a line feed; a carriage return before it belongs to the
 * end. Of a line longer than the limit only its first bytes are kept, so memory is bounded by the
 * limit whatever comes.
 */
public final class LineSplitter {
  private static final byte[] NOTHING = new byte[0];

  private final int maxLine;
  private long start;
  private long cut;
  private byte[] held = NOTHING;
  private int heldLength;
  private long length;
  private byte last;

  /**
   * @param start the offset of the first byte that will come
   * @param cut where an earlier line was ended without a line end, or -1; what ends that line late
   *     is not an empty line
   */
  public LineSplitter(int maxLine, long start, long cut) {
    this.maxLine = maxLine;
    this.start = start;
    this.cut = cut;
  }

  /** Where the line begins whose end has not come yet. */
  public long lineStart() {
    return start;
  }

  /** The offset of the next byte. */
  public long position() {
    return start + length;
  }

  /** Whether a line has begun and not ended. */
  public boolean unfinished() {
    return length > 0;
  }

  /** Takes the next bytes and gives the lines that end in them. */
  public void feed(byte[] buffer, int to, Lines out) {
    int from = 0;
    for (int at = lineFeed(buffer, 0, to); at < to; at = lineFeed(buffer, at + 1, to)) {
      end(buffer, from, at, 1, out);
      from = at + 1;
    }
    hold(buffer, from, to);
  }

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static int lineFeed(byte[] buffer, int from, int to) {
    int at = from;
    for (; at <= to - 8; at += 8) {
      long word = (long) LONGS.get(buffer, at) ^ 0x0a0a0a0a0a0a0a0aL;
      long found = (word - 0x0101010101010101L) & ~word & 0x8080808080808080L;
      if (found != 0) {
        return at + (Long.numberOfTrailingZeros(found) >>> 3);
      }
    }
    while (at < to && buffer[at] != '\n') {
      at++;
    }
    return at;
  }

  /** Ends the unfinished line here and now, if there is one. */
  public void finish(Lines out) {
    if (unfinished()) {
      end(NOTHING, 0, 0, 0, out);
      cut = start;
    }
  }

  private void end(byte[] buffer, int from, int to, int lineEnd, Lines out) {
    long total = length + (to - from);
    byte before = to > from ? buffer[to - 1] : last;
    long content = total > 0 && before == '\r' ? total - 1 : total;
    long next = start + total + lineEnd;
    if (content > 0 || start != cut) {
      int kept = (int) Math.min(content, maxLine);
      boolean truncated = content > maxLine;
      out.line(
          heldLength == 0
              ? new Line(start, next, buffer, from, from + kept, truncated)
              : Line.of(start, next, joined(buffer, from, kept), truncated));
    }
    start = next;
    length = 0;
    heldLength = 0;
    held = NOTHING;
  }

  private byte[] joined(byte[] buffer, int from, int kept) {
    byte[] line = Arrays.copyOf(held, kept);
    if (kept > heldLength) {
      System.arraycopy(buffer, from, line, heldLength, kept - heldLength);
    }
    return line;
  }

  private void hold(byte[] buffer, int from, int to) {
    if (to == from) {
      return;
    }
    int kept = Math.min(to - from, maxLine - heldLength);
    if (kept > held.length - heldLength) {
      int doubled = Math.min(maxLine, Math.max(2 * held.length, heldLength + kept));
      held = Arrays.copyOf(held, doubled);
    }
    System.arraycopy(buffer, from, held, heldLength, kept);
    heldLength += kept;
    length += to - from;
    last = buffer[to - 1];
  }
}
