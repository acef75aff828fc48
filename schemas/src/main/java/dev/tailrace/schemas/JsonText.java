package dev.tailrace.schemas;

/** The text of JSON strings. */
final class JsonText {
  private JsonText() {}

  /**
   * The text that escapes stand for.
   *
   * @param escaped the inside of a valid JSON string
   */
  static String unescaped(String escaped) {
    int at = escaped.indexOf('\\');
    if (at < 0) {
      return escaped;
    }
    StringBuilder text = new StringBuilder(escaped.length());
    int copied = 0;
    while (at >= 0) {
      text.append(escaped, copied, at);
      char c = escaped.charAt(at + 1);
      if (c == 'u') {
        text.append((char) Integer.parseInt(escaped, at + 2, at + 6, 16));
        copied = at + 6;
      } else {
        text.append(meant(c));
        copied = at + 2;
      }
      at = escaped.indexOf('\\', copied);
    }
    return text.append(escaped, copied, escaped.length()).toString();
  }

  private static char meant(char c) {
    return switch (c) {
      case 'n' -> '\n';
      case 't' -> '\t';
      case 'r' -> '\r';
      case 'b' -> '\b';
      case 'f' -> '\f';
      default -> c;
    };
  }
}
