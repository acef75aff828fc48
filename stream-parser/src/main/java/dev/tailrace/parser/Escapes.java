package dev.tailrace.parser;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The escape sequences that stand before a line and mean something. */
final class Escapes {
  /** Buildkite's time mark: {@code ESC _bk;t=1700000000123 BEL}, in milliseconds. */
  static final String BUILDKITE = "\u001b_bk;t=";

  private static final String ERASE = "\u001b[0K";
  private static final String ERASE_TOO = "\u001b[K";
  private static final int DIGITS = 13;
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private Escapes() {}

  /** The text behind a byte order mark, Buildkite's time mark, or the erasures of GitLab. */
  static String afterMarks(String text) {
    if (text.isEmpty() || (text.charAt(0) != '\u001b' && text.charAt(0) != BYTE_ORDER_MARK)) {
      return text;
    }
    if (text.charAt(0) == BYTE_ORDER_MARK) {
      return text.substring(1);
    }
    if (text.startsWith(ERASE) || text.startsWith(ERASE_TOO)) {
      return afterErasures(text);
    }
    int end = text.startsWith(BUILDKITE) ? text.indexOf('\u0007') : -1;
    return end < 0 ? text : text.substring(end + 1);
  }

  /** GitLab erases the line before each of its marks. */
  static String afterErasures(String text) {
    int at = 0;
    while (text.startsWith(ERASE, at) || text.startsWith(ERASE_TOO, at)) {
      at += text.startsWith(ERASE, at) ? ERASE.length() : ERASE_TOO.length();
    }
    return text.substring(at);
  }

  static @Nullable Instant buildkiteTime(String text) {
    int start = BUILDKITE.length();
    int end = text.indexOf('\u0007');
    if (end - start != DIGITS) {
      return null;
    }
    long millis = 0;
    for (int i = start; i < end; i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return null;
      }
      millis = millis * 10 + text.charAt(i) - '0';
    }
    return Instant.ofEpochMilli(millis);
  }
}
