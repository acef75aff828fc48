package dev.tailrace.platform.redaction;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Which keywords have which pair of bytes, and where. Bytes are told apart by seven bits. */
final class PairIndex {
  private static final int[] NONE = {};
  private static final int SEARCHED = 0xfff;

  /** How often a byte is seen in logs, by rank: what stands first is most frequent. */
  private static final String FREQUENT =
      "e t0a1o2i3n4s5r6l7c8d9u-:p.m/f\",_hgbTvy()=wkEISAxNRCOLD[]PjMzqUFBGHWV{}'YKXJZQ";

  private final int[][] entries = new int[1 << 14][];

  static int pair(int first, int second) {
    return (first & 0x7f) << 7 | (second & 0x7f);
  }

  /** All pairs that count as this one. */
  static int[] spellings(byte first, byte second, boolean folded) {
    int a = folded && Bytes.isLetter(first) ? 0x20 : 0;
    int b = folded && Bytes.isLetter(second) ? 0x20 : 0;
    return IntStream.of(
            pair(first, second),
            pair(first ^ a, second),
            pair(first, second ^ b),
            pair(first ^ a, second ^ b))
        .distinct()
        .toArray();
  }

  /** Where the stretch of {@code pairs} pairs begins that is rarest in logs. */
  static int rarestWindow(byte[] text, int pairs) {
    int best = 0;
    double least = Double.MAX_VALUE;
    for (int start = 0; start + pairs < Math.min(text.length, SEARCHED); start++) {
      double sum = 0;
      for (int i = start; i < start + pairs; i++) {
        sum += frequency(text[i]) * frequency(text[i + 1]);
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
    grown[old.length] = number << 12 | offset;
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
    return entry & 0xfff;
  }
}
