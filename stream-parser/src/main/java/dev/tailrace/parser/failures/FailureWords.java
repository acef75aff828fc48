package dev.tailrace.parser.failures;

import java.util.ArrayList;
import java.util.List;

/**
 * Which rows of the table of failures a line may be of: nearly no line has any of their words, and
 * a look at each pair of its characters is all that these cost.
 */
final class FailureWords {
  private static final int CHARS = 128;

  /** Where a word begins that the table has; by its first two characters. */
  private static final List<List<Word>> BY_PAIR = new ArrayList<>();

  private static final long[] PAIRS = new long[CHARS * CHARS / Long.SIZE];

  private record Word(String text, long rows) {}

  static {
    for (int i = 0; i < CHARS * CHARS; i++) {
      BY_PAIR.add(List.of());
    }
    for (int row = 0; row < FailureRule.TABLE.size(); row++) {
      for (String word : FailureRule.TABLE.get(row).words()) {
        int pair = pair(word.charAt(0), word.charAt(1));
        List<Word> words = new ArrayList<>(BY_PAIR.get(pair));
        words.add(new Word(word, 1L << row));
        BY_PAIR.set(pair, List.copyOf(words));
        PAIRS[pair >> 6] |= 1L << pair;
      }
    }
  }

  private FailureWords() {}

  private static int pair(char first, char second) {
    return (first & (CHARS - 1)) * CHARS + (second & (CHARS - 1));
  }

  /** A bit for each row of which the line has a word. */
  static long rowsOf(String text) {
    long rows = 0;
    char c = text.isEmpty() ? ' ' : text.charAt(0);
    for (int i = 1; i < text.length(); i++) {
      char next = text.charAt(i);
      int pair = pair(c, next);
      if ((PAIRS[pair >> 6] & (1L << pair)) != 0) {
        rows |= rowsAt(text, i - 1, pair);
      }
      c = next;
    }
    return rows;
  }

  private static long rowsAt(String text, int at, int pair) {
    long rows = 0;
    for (Word word : BY_PAIR.get(pair)) {
      if (text.startsWith(word.text(), at)) {
        rows |= word.rows();
      }
    }
    return rows;
  }
}
