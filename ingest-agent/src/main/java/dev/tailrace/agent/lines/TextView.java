package dev.tailrace.agent.lines;

import java.nio.charset.StandardCharsets;

/** A line that is looked at, without a copy. */
final class TextView {
  private byte[] buffer = {};
  private int from;
  private int to;
  private int indent;

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  void of(byte[] newBuffer, int newFrom, int newTo) {
    buffer = newBuffer;
    from = newFrom;
    to = newTo;
    indent = newFrom;
    while (indent < to && (buffer[indent] == ' ' || buffer[indent] == '\t')) {
      indent++;
    }
  }

  /** Whether there is nothing but blanks. */
  boolean isEmpty() {
    return indent == to;
  }

  boolean indented() {
    return indent > from;
  }

  /** The first byte that is no blank; the line must not be empty. */
  byte first() {
    return buffer[indent];
  }

  /** Whether it begins so behind its indentation. */
  boolean says(byte[] what) {
    return Bytes.startsWith(buffer, indent, to, what);
  }

  boolean has(byte[] what) {
    return Bytes.find(buffer, indent, to, what) >= 0;
  }

  boolean ends(char last) {
    return to > from && buffer[to - 1] == last;
  }

  /** Whether the bytes stand there and behind them a colon or the end. */
  boolean names(byte[] what) {
    int at = Bytes.find(buffer, indent, to, what);
    while (at >= 0) {
      int behind = at + what.length;
      if (behind == to || buffer[behind] == ':') {
        return true;
      }
      at = Bytes.find(buffer, behind, to, what);
    }
    return false;
  }

  /** Whether it begins with a name of letters, digits, dots and underscores, then colon or end. */
  boolean isNamed() {
    int at = indent;
    while (at < to && isName(buffer[at])) {
      at++;
    }
    return at > indent && (at == to || buffer[at] == ':');
  }

  private static boolean isName(byte b) {
    return b < 0 || Character.isLetterOrDigit(b) || b == '.' || b == '_';
  }
}
