package dev.tailrace.parser;

/**
 * What a terminal leaves of text that returns to the start of its line, steps back, or erases: a
 * progress bar is its last state. In one pass; the result is never longer than the text.
 */
final class TerminalLine {
  private static final char BACKSPACE = '\b';

  private final StringBuilder shown;
  private int start;
  private int cursor;

  private TerminalLine(int length) {
    shown = new StringBuilder(length);
  }

  /** Whether the text has anything of that kind. */
  static boolean isNeeded(String text) {
    return text.indexOf('\r') >= 0 || text.indexOf(BACKSPACE) >= 0;
  }

  /**
   * @param text without escape sequences but those that erase a line
   */
  static String rendered(String text) {
    TerminalLine line = new TerminalLine(text.length());
    for (int i = 0; i < text.length(); i++) {
      int end = Controls.sequenceEnd(text, i);
      if (end > i) {
        line.escape(text, i, end);
        i = end - 1;
      } else {
        line.put(text.charAt(i));
      }
    }
    return line.shown.toString();
  }

  private void escape(String text, int from, int end) {
    boolean erase = text.charAt(end - 1) == 'K';
    boolean toTheEnd = erase && (end - from == 3 || text.charAt(end - 2) == '0');
    if (toTheEnd) {
      shown.setLength(cursor);
    } else if (erase && text.charAt(end - 2) == '2') {
      shown.setLength(start);
      cursor = start;
    }
  }

  private void put(char c) {
    if (c == '\r') {
      cursor = start;
    } else if (c == BACKSPACE) {
      cursor = Math.max(start, cursor - 1);
    } else if (c == '\n') {
      shown.append(c);
      start = shown.length();
      cursor = start;
    } else if (cursor < shown.length()) {
      shown.setCharAt(cursor++, c);
    } else {
      shown.append(c);
      cursor++;
    }
  }
}
