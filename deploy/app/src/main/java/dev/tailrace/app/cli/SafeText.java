package dev.tailrace.app.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Text of strangers for a terminal: what could move the cursor, colour, or turn the direction of
 * writing is shown as an escape.
 */
public final class SafeText {
  private SafeText() {}

  /** Bytes that are not UTF-8 become U+FFFD. */
  public static String of(byte[] bytes) {
    return of(new String(bytes, UTF_8));
  }

  public static String of(String text) {
    StringBuilder safe = new StringBuilder(text.length());
    text.codePoints().forEach(point -> append(safe, point));
    return safe.toString();
  }

  private static void append(StringBuilder safe, int point) {
    if (isSafe(point)) {
      safe.appendCodePoint(point);
    } else if (point == '\n') {
      safe.append("\\n");
    } else if (point == '\t') {
      safe.append("\\t");
    } else {
      safe.append(String.format("\\u{%x}", point));
    }
  }

  private static boolean isSafe(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
