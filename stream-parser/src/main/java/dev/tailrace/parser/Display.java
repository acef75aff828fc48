package dev.tailrace.parser;

import org.jspecify.annotations.Nullable;

/** The text of a line with its colours: what a page may show again, and nothing else. */
final class Display {
  private static final char ESCAPE = '\u001B';

  private Display() {}

  /**
   * The text with the sequences that colour it; null if it has none. Other sequences are left out,
   * and other controls made visible, as in the message.
   */
  static @Nullable String of(String text) {
    if (text.indexOf(ESCAPE) < 0) {
      return null;
    }
    StringBuilder out = new StringBuilder(text.length());
    boolean coloured = false;
    int copied = 0;
    for (int at = text.indexOf(ESCAPE); at >= 0; at = text.indexOf(ESCAPE, copied)) {
      out.append(Controls.visible(text.substring(copied, at)));
      int end = Controls.sequenceEnd(text, at);
      if (end > at && isColour(text, at, end)) {
        out.append(text, at, end);
        coloured = true;
      }
      copied = Math.max(end, at + 1);
    }
    return coloured ? out.append(Controls.visible(text.substring(copied))).toString() : null;
  }

  private static boolean isColour(String text, int from, int end) {
    if (text.charAt(from + 1) != '[' || text.charAt(end - 1) != 'm') {
      return false;
    }
    for (int i = from + 2; i < end - 1; i++) {
      char c = text.charAt(i);
      if ((c < '0' || c > '9') && c != ';' && c != ':') {
        return false;
      }
    }
    return true;
  }
}
