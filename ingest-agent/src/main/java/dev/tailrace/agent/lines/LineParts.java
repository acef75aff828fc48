package dev.tailrace.agent.lines;

import java.security.MessageDigest;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The content of a line that comes in parts. Keeps no more than the limit and the look-ahead,
 * whatever comes; a line that is longer still is hashed as it passes. Carriage returns at the end
 * are not content; others begin the line anew if it is to be collapsed, behind the time that it
 * begins with, if any: what collects the output of a tool puts one before it.
 */
final class LineParts {
  private static final byte[] NOTHING = new byte[0];
  private static final byte[] RETURN = {'\r'};
  private static final int KEPT_BUFFER = 16 << 10;

  private final int maxLine;
  private final boolean collapse;
  private byte[] held = NOTHING;
  private int length;
  private long total;
  private long returns;
  private @Nullable MessageDigest digest;

  LineParts(int maxLine, boolean collapse) {
    this.maxLine = maxLine;
    this.collapse = collapse;
  }

  void append(byte[] buffer, int from, int to) {
    int at = from;
    while (at < to) {
      int end = Bytes.carriageReturn(buffer, at, to);
      if (end > at) {
        settleReturns();
        put(buffer, at, end);
      }
      at = end;
      while (at < to && buffer[at] == '\r') {
        returns++;
        at++;
      }
    }
  }

  private void settleReturns() {
    if (returns > 0 && collapse) {
      int kept = Bytes.behindTime(held, 0, length);
      clear();
      length = kept;
      total = kept;
    }
    for (; returns > 0; returns--) {
      put(RETURN, 0, 1);
    }
  }

  private void put(byte[] buffer, int from, int to) {
    int kept = Math.min(to - from, maxLine + Line.LOOK_AHEAD - length);
    if (kept < to - from && digest == null) {
      digest = Truncation.digest();
      digest.update(held, 0, length);
    }
    if (digest != null) {
      digest.update(buffer, from, to - from);
    }
    if (kept > held.length - length) {
      int doubled = Math.max(2 * held.length, length + kept);
      held = Arrays.copyOf(held, Math.min(maxLine + Line.LOOK_AHEAD, doubled));
    }
    System.arraycopy(buffer, from, held, length, kept);
    length += kept;
    total += to - from;
  }

  /** The line, good until something is appended. */
  Line line(long offset, long next, @Nullable Frame frame) {
    return new Line(offset, next, held, 0, length, truncation(), frame);
  }

  private @Nullable Truncation truncation() {
    if (total <= maxLine) {
      return null;
    }
    return digest == null ? Truncation.of(held, 0, length) : Truncation.of(total, digest);
  }

  void clear() {
    length = 0;
    total = 0;
    returns = 0;
    digest = null;
  }

  /** Clears, and keeps no large buffer for the next line. */
  void release() {
    clear();
    if (held.length > KEPT_BUFFER) {
      held = NOTHING;
    }
  }
}
