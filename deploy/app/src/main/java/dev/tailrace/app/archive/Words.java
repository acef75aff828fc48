package dev.tailrace.app.archive;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Words to look for in a message, whatever their case and order. A word stands where neither a
 * letter nor a digit is beside it.
 */
final class Words {
  private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{N}]+");

  private final List<String> words;

  Words(String text) {
    words = BETWEEN.splitAsStream(lower(text)).filter(word -> !word.isEmpty()).toList();
  }

  boolean areIn(String message) {
    String text = lower(message);
    return words.stream().allMatch(word -> isIn(text, word));
  }

  private static boolean isIn(String text, String word) {
    for (int at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
      int end = at + word.length();
      if ((at == 0 || isBetween(text.codePointBefore(at)))
          && (end == text.length() || isBetween(text.codePointAt(end)))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isBetween(int point) {
    return !Character.isLetterOrDigit(point);
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
