package dev.tailrace.parser;

/**
 * What a terminal leaves of text that returns to the start of its line, steps back, or erases: a
 * progress bar is its last state. In one pass; the result is never longer than the text.
 */
final class TerminalLine {
  private static final char BACKSPACE = '\b';
  private static final char ESCAPE = '\u001B';
  private static final char CSI = '\u009B';

  private final StringBuilder shown;
  private int start;
  private int cursor;

  private TerminalLine(int length) {
    shown = new StringBuilder(length);
  }

  /** Whether the text has anything of that kind. */
  static boolean isNeeded(String text) {
    return text.indexOf('\r') >= 0 || text.indexOf(BACKSPACE) >= 0 || movesByEscape(text);
  }

  private static boolean movesByEscape(String text) {
    for (int at = text.indexOf(ESCAPE); at >= 0; at = text.indexOf(ESCAPE, at + 1)) {
      int end = Controls.sequenceEnd(text, at);
      if (end > at + 2 && text.charAt(at + 1) == '[' && isMove(text.charAt(end - 1))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isMove(char last) {
    return last == 'K' || last == 'G' || last == 'D';
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
    int first = text.charAt(from) == CSI ? from + 1 : from + 2;
    if (first >= end || (text.charAt(from) == ESCAPE && text.charAt(from + 1) != '[')) {
      return;
    }
    int number = number(text, first, end - 1);
    switch (text.charAt(end - 1)) {
      case 'K' -> erase(Math.max(number, 0));
      case 'G' -> cursor = Math.min(start + Math.max(number, 1) - 1, shown.length());
      case 'D' -> cursor = Math.max(start, cursor - Math.max(number, 1));
      default -> {
        // A colour, or a move to another line, which a line of a log does not have.
      }
    }
  }

  /** The only parameter; -1 if there is none or it is not a number of at most four digits. */
  private static int number(String text, int from, int to) {
    int value = from < to && to - from <= 4 ? 0 : -1;
    for (int i = from; i < to && value >= 0; i++) {
      char c = text.charAt(i);
      value = c >= '0' && c <= '9' ? value * 10 + c - '0' : -1;
    }
    return value;
  }

  private void erase(int what) {
    if (what == 0) {
      shown.setLength(cursor);
    } else if (what == 2) {
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
