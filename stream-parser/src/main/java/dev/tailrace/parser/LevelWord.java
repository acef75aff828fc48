package dev.tailrace.parser;

import dev.tailrace.schemas.Level;
import org.jspecify.annotations.Nullable;

/**
 * The level that a line of text begins with: {@code ERROR:}, {@code [WARNING]}, {@code error: },
 * {@code INFO }. A word in lower case counts only before a colon or in brackets, for prose begins
 * with words too.
 */
final class LevelWord {
  private static final int LONGEST = 11;

  private LevelWord() {}

  static @Nullable Level leading(String text) {
    int start = !text.isEmpty() && text.charAt(0) == '[' ? 1 : 0;
    int end = start;
    boolean upper = true;
    while (end < text.length() && end - start <= LONGEST && isLetter(text.charAt(end))) {
      upper &= text.charAt(end) <= 'Z';
      end++;
    }
    if (end - start < 3 || end == text.length() || end - start > LONGEST) {
      return null;
    }
    char after = text.charAt(end);
    boolean marked = start == 1 ? after == ']' : after == ':' || (upper && after == ' ');
    return marked ? level(text.substring(start, end)) : null;
  }

  /** The level among the first words after a time, as loggers place it. */
  static @Nullable Level among(String text, int from) {
    int at = from;
    for (int word = 0; word < 5 && at < text.length(); word++) {
      int start = at;
      while (at < text.length() && text.charAt(at) != ' ') {
        at++;
      }
      Level level = upperWord(text, start, at);
      if (level != null) {
        return level;
      }
      while (at < text.length() && text.charAt(at) == ' ') {
        at++;
      }
    }
    return null;
  }

  private static @Nullable Level upperWord(String text, int from, int to) {
    int start = from < to && text.charAt(from) == '[' ? from + 1 : from;
    int end = to;
    while (end > start && (text.charAt(end - 1) == ']' || text.charAt(end - 1) == ':')) {
      end--;
    }
    for (int i = start; i < end; i++) {
      if (text.charAt(i) < 'A' || text.charAt(i) > 'Z') {
        return null;
      }
    }
    return end - start < 3 || end - start > LONGEST ? null : level(text.substring(start, end));
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static @Nullable Level level(String word) {
    return Level.parse(word).orElse(null);
  }
}
