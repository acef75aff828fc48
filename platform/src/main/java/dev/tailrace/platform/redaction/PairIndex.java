package dev.tailrace.platform.redaction;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Which keywords have which pair of bytes, and where. Bytes are told apart by seven bits; a pair is
 * what two neighbouring bytes are when they are read as a little-endian number.
 */
final class PairIndex {
  static final int PAIRS = 1 << 15;
  static final int MASK = 0x7f7f;

  private static final int[] NONE = {};
  private static final int WINDOW = 5;
  private static final int SEARCHED = 0xffe;

  /** How often a byte is seen in logs, by rank: what stands first is most frequent. */
  private static final String FREQUENT =
      "e t0a1o2i3n4s5r6l7c8d9u-:p.m/f\",_hgbTvy()=wkEISAxNRCOLD[]PjMzqUFBGHWV{}'YKXJZQ";

  private final int[][] entries = new int[PAIRS][];

  static int pair(int first, int second) {
    return (first & 0x7f) | (second & 0x7f) << 8;
  }

  /**
   * All pairs that count as the one at a place of a text.
   *
   * @param offset from -1, where the byte before the text may be any, to the text's last byte
   */
  static int[] spellings(byte[] text, int offset, boolean folded) {
    return bytes(text, offset, folded)
        .flatMap(first -> bytes(text, offset + 1, folded).map(second -> pair(first, second)))
        .distinct()
        .toArray();
  }

  private static IntStream bytes(byte[] text, int offset, boolean folded) {
    if (offset < 0 || offset == text.length) {
      return IntStream.range(0, 128);
    }
    int b = text[offset];
    return folded && Bytes.isLetter(b) ? IntStream.of(b, b ^ 0x20) : IntStream.of(b);
  }

  /** Where the five bytes begin that are rarest in logs; -1 for a text of three. */
  static int rarestWindow(byte[] text) {
    if (text.length == Keyword.SHORTEST) {
      return -1;
    }
    int best = 0;
    double least = Double.MAX_VALUE;
    int last = Math.max(0, Math.min(text.length, SEARCHED) - WINDOW);
    for (int start = 0; start <= last; start++) {
      double sum = 0;
      for (int i = start; i < start + WINDOW - 2 && i + 2 < text.length; i++) {
        sum += frequency(text[i]) * frequency(text[i + 1]) * frequency(text[i + 2]);
      }
      if (sum < least) {
        least = sum;
        best = start;
      }
    }
    return best;
  }

  private static double frequency(byte b) {
    int rank = FREQUENT.indexOf(b);
    return 1.0 / (rank < 0 ? 4 * FREQUENT.length() : rank + 4);
  }

  void add(int pair, int number, int offset) {
    int[] old = entries[pair] == null ? NONE : entries[pair];
    int[] grown = Arrays.copyOf(old, old.length + 1);
    grown[old.length] = number << 12 | (offset + 1);
    entries[pair] = grown;
  }

  /** After this every pair has entries, if only none. */
  void freeze() {
    for (int i = 0; i < entries.length; i++) {
      if (entries[i] == null) {
        entries[i] = NONE;
      }
    }
  }

  int[] entries(int pair) {
    return entries[pair];
  }

  static int number(int entry) {
    return entry >>> 12;
  }

  static int offset(int entry) {
    return (entry & 0xfff) - 1;
  }
}
