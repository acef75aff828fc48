package dev.tailrace.platform.redaction;

/**
 * Where terminal escape sequences begin and end, as raw bytes or as they stand in JSON strings
 * ({@code \}{@code u001b}). A sequence ends within its line.
 */
final class Ansi {
  static final byte ESCAPE = 0x1b;

  static final byte[] JSON_ESCAPE = Bytes.ascii("\\u001b");
  private static final byte[] JSON_BELL = Bytes.ascii("\\u0007");

  private Ansi() {}

  /** Whether a sequence begins here. */
  static boolean begins(byte[] text, int at, int to) {
    return at < to
        && (text[at] == ESCAPE
            || (text[at] == '\\' && Bytes.startsWithIgnoringCase(text, at, to, JSON_ESCAPE)));
  }

  /**
   * The end of the sequences that follow each other from here.
   *
   * @param at where one begins
   */
  static int endOfRun(byte[] text, int at, int to) {
    int end = at;
    while (begins(text, end, to)) {
      end = end(text, end, to);
    }
    return end;
  }

  private static int end(byte[] text, int at, int to) {
    int body = afterEscape(text, at);
    if (body >= to || text[body] == '\n' || text[body] == ESCAPE) {
      return body;
    }
    return switch (text[body]) {
      case '[' -> endOfControlSequence(text, body + 1, to);
      case ']', 'P', '^', '_' -> endOfString(text, body + 1, to);
      case '(', ')', '*', '+', '#', ' ', '%' -> plain(text, body + 1, to) ? body + 2 : body + 1;
      default -> plain(text, body, to) ? body + 1 : body;
    };
  }

  private static int afterEscape(byte[] text, int at) {
    return text[at] == ESCAPE ? at + 1 : at + JSON_ESCAPE.length;
  }

  /** A quote or a backslash would belong to the JSON around it. */
  private static boolean plain(byte[] text, int at, int to) {
    return at < to && text[at] > ' ' && text[at] != 0x7f && text[at] != '"' && text[at] != '\\';
  }

  private static int endOfControlSequence(byte[] text, int from, int to) {
    int at = from;
    while (at < to && text[at] >= 0x20 && text[at] <= 0x3f && text[at] != '"') {
      at++;
    }
    return at < to && text[at] >= 0x40 && text[at] != '\\' && text[at] != 0x7f ? at + 1 : at;
  }

  /** Title or hyperlink: ends with BEL or ESC \. One that does not end hides nothing. */
  private static int endOfString(byte[] text, int from, int to) {
    int limit = Math.min(to, from + 2048);
    for (int at = from; at < limit && text[at] != '\n' && text[at] != '"'; at++) {
      if (text[at] == 0x07) {
        return at + 1;
      }
      if (Bytes.startsWithIgnoringCase(text, at, to, JSON_BELL)) {
        return at + JSON_BELL.length;
      }
      if (begins(text, at, to)) {
        return afterTerminator(text, at, to);
      }
    }
    return from;
  }

  /** After ESC \, which JSON has with one more backslash; another sequence is not consumed. */
  private static int afterTerminator(byte[] text, int escape, int to) {
    int body = afterEscape(text, escape);
    int end = body;
    while (end < to && end - body < 2 && text[end] == '\\') {
      end++;
    }
    return end == body ? escape : end;
  }
}
