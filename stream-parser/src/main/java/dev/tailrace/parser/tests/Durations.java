package dev.tailrace.parser.tests;

/** Durations as test runners write them. */
final class Durations {
  private static final int MOST_DIGITS = 12;

  private Durations() {}

  /** Seconds with a fraction, in ms; -1 if the text is none. */
  static long seconds(String text, int from, int to) {
    return thousandths(text, from, to, true);
  }

  /** Milliseconds; a fraction of one does not count. -1 if the text is none. */
  static long millis(String text, int from, int to) {
    return thousandths(text, from, to, false);
  }

  private static long thousandths(String text, int from, int to, boolean seconds) {
    long whole = 0;
    int at = from;
    while (at < to && isDigit(text.charAt(at)) && at - from < MOST_DIGITS) {
      whole = whole * 10 + text.charAt(at++) - '0';
    }
    if (at == from) {
      return -1;
    }
    if (!seconds) {
      return whole;
    }
    long fraction = 0;
    int unit = 100;
    if (at < to && text.charAt(at) == '.') {
      for (at++; at < to && unit > 0 && isDigit(text.charAt(at)); at++, unit /= 10) {
        fraction += (long) unit * (text.charAt(at) - '0');
      }
    }
    return whole * 1000 + fraction;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
