package dev.tailrace.platform.redaction;

/**
 * A set of three neighbouring bytes, told apart by seven bits. It may hold a few that nobody has
 * added (a Bloom filter with one hash).
 */
final class Triples {
  private static final int BITS = 17;
  private static final int GOLDEN_RATIO = 0x9e3779b1;

  private final long[] words = new long[1 << (BITS - 6)];

  void add(int first, int second, int third) {
    int bit = bit(first, second, third);
    words[bit >>> 6] |= 1L << bit;
  }

  boolean mayHold(int first, int second, int third) {
    int bit = bit(first, second, third);
    return (words[bit >>> 6] & (1L << bit)) != 0;
  }

  private static int bit(int first, int second, int third) {
    int triple = (first & 0x7f) << 14 | (second & 0x7f) << 7 | (third & 0x7f);
    return (triple * GOLDEN_RATIO) >>> (Integer.SIZE - BITS);
  }
}
