package dev.tailrace.sinks.livetail;

/** Keeps what others wrote from steering a terminal. */
final class Terminal {
  private Terminal() {}

  /**
   * The text with control characters and those that change the direction of writing shown as {@code
   * \x1b} or {@code \}{@code u202e}; a tab becomes a space.
   */
  static String safe(String text) {
    if (text.chars().noneMatch(Terminal::steers)) {
      return text;
    }
    StringBuilder safe = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\t') {
        safe.append(' ');
      } else if (steers(c)) {
        safe.append(String.format(c < 0x100 ? "\\x%02x" : "\\u%04x", (int) c));
      } else {
        safe.append(c);
      }
    }
    return safe.toString();
  }

  private static boolean steers(int c) {
    return Character.isISOControl(c)
        || c == 0x200e
        || c == 0x200f
        || c == 0x2028
        || c == 0x2029
        || (c >= 0x202a && c <= 0x202e)
        || (c >= 0x2066 && c <= 0x2069);
  }
}
