package dev.tailrace.platform.redaction;

/** Where escapes of JSON, percent escapes and characters of UTF-8 begin and end. */
final class Escaping {
  private static final int LONGEST = 6;

  private Escaping() {}

  /** Whether no word goes on here: what is before is no letter or digit, or ends an escape. */
  static boolean isBoundary(byte[] line, int at) {
    if (at == 0 || !Bytes.isWord(line[at - 1])) {
      return true;
    }
    boolean percent =
        at >= 3 && line[at - 3] == '%' && Bytes.isHex(line[at - 2]) && Bytes.isHex(line[at - 1]);
    return percent || escapeEndsAt(line, at);
  }

  private static boolean escapeEndsAt(byte[] line, int at) {
    if (at >= 2 && line[at - 2] == '\\') {
      return "nrtbf".indexOf(line[at - 1]) >= 0;
    }
    return at >= LONGEST && line[at - LONGEST] == '\\' && line[at - 5] == 'u';
  }

  /** The start of the escape or character that this place is within, or the place. */
  static int snapStart(byte[] line, int at) {
    int start = at;
    while (start > 0 && start < line.length && at - start < 3 && isContinuation(line[start])) {
      start--;
    }
    for (int back = 1; back < LONGEST && back <= start; back++) {
      int slash = start - back;
      if (line[slash] == '\\' && escapes(line, slash)) {
        return slash + length(line, slash) > start ? slash : start;
      }
    }
    return start;
  }

  /** The end of the escape or character that this place is within, or the place. */
  static int snapEnd(byte[] line, int at) {
    int end = at;
    while (end < line.length && end - at < 3 && isContinuation(line[end])) {
      end++;
    }
    int start = snapStart(line, end);
    return start < end && line[start] == '\\'
        ? Math.min(line.length, start + length(line, start))
        : end;
  }

  private static boolean isContinuation(byte b) {
    return (b & 0xc0) == 0x80;
  }

  /** Whether a backslash begins an escape and does not end one. */
  private static boolean escapes(byte[] line, int slash) {
    int first = slash;
    while (first > 0 && line[first - 1] == '\\') {
      first--;
    }
    return (slash - first) % 2 == 0;
  }

  private static int length(byte[] line, int slash) {
    return slash + 1 < line.length && line[slash + 1] == 'u' ? LONGEST : 2;
  }
}
