package dev.tailrace.agent.lines;

/** What UTF-8 asks of those who cut and write it. */
final class Utf8 {
  static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private Utf8() {}

  /** The place at or shortly before {@code at} that is not within a character. */
  static int cut(byte[] buffer, int from, int at) {
    int start = at;
    // A character has at most three bytes behind its first.
    while (start > from && start > at - 4 && (buffer[start] & 0xC0) == 0x80) {
      start--;
    }
    return (buffer[start] & 0xC0) == 0x80 ? at : start;
  }

  /**
   * Writes a character. Half of a surrogate pair is written as if it were one, so that it is not
   * lost: the parser shows it as bytes that are not UTF-8.
   *
   * @return behind what was written, at most four bytes
   */
  static int put(int c, byte[] out, int at) {
    int end = at;
    if (c < 0x80) {
      out[end++] = (byte) c;
    } else if (c < 0x800) {
      out[end++] = (byte) (0xC0 | (c >> 6));
      out[end++] = tail(c);
    } else if (c < 0x10000) {
      out[end++] = (byte) (0xE0 | (c >> 12));
      out[end++] = tail(c >> 6);
      out[end++] = tail(c);
    } else {
      out[end++] = (byte) (0xF0 | (c >> 18));
      out[end++] = tail(c >> 12);
      out[end++] = tail(c >> 6);
      out[end++] = tail(c);
    }
    return end;
  }

  private static byte tail(int c) {
    return (byte) (0x80 | (c & 0x3F));
  }
}
