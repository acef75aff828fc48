package dev.tailrace.platform.redaction;

/**
 * Follows a private key in PEM over the lines of a source. Within it what looks like base64 is
 * secret; time stamps, the frame of JSON lines and the lines of others are not. A key that does not
 * end is given up after 200 lines, after 16 KiB, or after 20 lines without base64.
 */
final class PrivateKeyBlock implements Keyword.Owner {
  static final String RULE = "private-key";

  private static final int MOST_LINES = 200;
  private static final int MOST_BYTES = 16 * 1024;
  private static final int MOST_OTHER_LINES = 20;
  private static final int LONG = 16;
  private static final int FULL = 60;
  private static final byte[] BEGIN = Bytes.ascii("-----BEGIN ");
  private static final byte[] PRIVATE = Bytes.ascii("PRIVATE KEY");
  private static final byte[] DASHES = Bytes.ascii("-----");
  private static final byte[] END = Bytes.ascii("-----END");

  private boolean open;
  private int lines;
  private int bytes;
  private int otherLines;
  private boolean seen;
  private boolean afterFullRun;

  /** Is told of the secret parts of a line. */
  interface Sink {
    void secret(int from, int to);
  }

  static Keyword keyword() {
    return Keyword.exact(PRIVATE, new PrivateKeyBlock());
  }

  boolean isOpen() {
    return open;
  }

  /** Takes the next line, without terminal escapes. */
  void line(byte[] text, Sink sink) {
    int at = 0;
    seen = false;
    while (at >= 0) {
      if (!open) {
        at = afterHeader(text, at);
        open = at >= 0;
        lines = 0;
        bytes = 0;
        otherLines = 0;
        afterFullRun = false;
      } else {
        at = within(text, at, sink);
      }
    }
    if (open) {
      count(text.length);
    }
  }

  private void count(int length) {
    lines++;
    bytes += length;
    otherLines = seen ? 0 : otherLines + 1;
    open = lines <= MOST_LINES && bytes <= MOST_BYTES && otherLines <= MOST_OTHER_LINES;
  }

  private int within(byte[] text, int from, Sink sink) {
    int end = Bytes.indexOf(text, END, from, text.length);
    int to = end < 0 ? text.length : end;
    runs(text, from, to, sink);
    open = end < 0;
    return end < 0 ? -1 : end + END.length;
  }

  /** The end of the next header, or -1. */
  private static int afterHeader(byte[] text, int from) {
    int begin = Bytes.indexOf(text, BEGIN, from, text.length);
    while (begin >= 0) {
      int limit = Math.min(text.length, begin + 60);
      int words = Bytes.indexOf(text, PRIVATE, begin, limit);
      int end = words < 0 ? -1 : Bytes.indexOf(text, DASHES, words, limit);
      if (end >= 0) {
        return end + DASHES.length;
      }
      begin = Bytes.indexOf(text, BEGIN, begin + 1, text.length);
    }
    return -1;
  }

  private void runs(byte[] text, int from, int to, Sink sink) {
    int at = from;
    while (at < to) {
      if (text[at] == '\\') {
        at = afterEscape(text, at, to);
      } else if (Bytes.isBase64(text[at])) {
        int end = endOfRun(text, at, to);
        if (isSecret(text, at, end, to)) {
          sink.secret(at, end);
          seen = true;
          afterFullRun = end - at >= FULL;
        }
        at = end;
      } else {
        at++;
      }
    }
  }

  /** {@code \/} is a slash of the base64; other escapes are between the lines. */
  private static int endOfRun(byte[] text, int from, int to) {
    int end = from;
    while (end < to
        && (Bytes.isBase64(text[end])
            || (text[end] == '\\' && end + 1 < to && text[end + 1] == '/'))) {
      end += text[end] == '\\' ? 2 : 1;
    }
    while (end < to && text[end] == '=') {
      end++;
    }
    return end;
  }

  private static int afterEscape(byte[] text, int at, int to) {
    int slashes = at;
    while (slashes < to && text[slashes] == '\\') {
      slashes++;
    }
    int escape = slashes < to && text[slashes] == 'u' ? 5 : 1;
    return Math.min(to, slashes + escape);
  }

  /** A key's last line may be short: it follows a full one, and nothing follows it. */
  private boolean isSecret(byte[] text, int from, int end, int to) {
    int kinds = kinds(text, from, end);
    boolean alone = isAlone(text, from, end, to);
    if (end - from >= LONG) {
      return kinds >= 3 || (kinds == 2 && alone);
    }
    return alone && afterFullRun && end - from >= 2 && (kinds >= 2 || text[end - 1] == '=');
  }

  private static boolean isAlone(byte[] text, int from, int end, int to) {
    boolean begins =
        from == 0
            || (text[from - 1] >= 0 && text[from - 1] <= ' ')
            || (Bytes.isWord(text[from - 1]) && Escaping.isBoundary(text, from));
    return begins && (end == to || text[end] == '\\' || text[end] == '\r');
  }

  /** How many of lower case, upper case, digits and signs there are; hexadecimal counts as one. */
  private static int kinds(byte[] text, int from, int to) {
    int kinds = 0;
    boolean hex = true;
    for (int i = from; i < to; i++) {
      int b = text[i];
      hex &= Bytes.isDigit(b) || (b >= 'a' && b <= 'f');
      kinds |= Bytes.isDigit(b) ? 1 : !Bytes.isLetter(b) ? 2 : b >= 'a' ? 4 : 8;
    }
    return hex ? 1 : Integer.bitCount(kinds);
  }
}
