package dev.tailrace.parser;

import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * The time that a line begins with, in the shapes that sort: {@code 2024-01-15T10:35:22.123Z}, also
 * with a space, a comma or no zone, and Go's {@code 2024/01/15 10:35:22}.
 *
 * @param time what it says
 * @param end where the text after it and its blanks begins
 */
record TimePrefix(Instant time, int end) {
  private static final int DATE_AND_SECONDS = 19;

  /** Null if the text does not begin with such a time and something after it, or nothing. */
  static @Nullable TimePrefix read(String text, int start, ZoneId zone) {
    if (text.length() - start < DATE_AND_SECONDS || !looksLikeTime(text, start)) {
      return null;
    }
    int end = start + DATE_AND_SECONDS;
    while (end < text.length() && isPart(text.charAt(end))) {
      end++;
    }
    String shape = text.substring(start, end);
    Instant time = IsoTime.parse(shape.charAt(4) == '/' ? shape.replace('/', '-') : shape, zone);
    if (time == null || (end < text.length() && !isBreak(text.charAt(end)))) {
      return null;
    }
    return new TimePrefix(time, end);
  }

  private static boolean looksLikeTime(String text, int start) {
    char separator = text.charAt(start + 4);
    return (separator == '-' || separator == '/')
        && text.charAt(start + 7) == separator
        && text.charAt(start + 13) == ':'
        && text.charAt(start + 16) == ':';
  }

  private static boolean isPart(char c) {
    return (c >= '0' && c <= '9')
        || c == '.'
        || c == ','
        || c == ':'
        || c == '+'
        || c == '-'
        || c == 'Z';
  }

  private static boolean isBreak(char c) {
    return c == ' ' || c == '\t' || c == ']' || c == '|';
  }
}
