package dev.tailrace.platform.redaction;

/** How evenly the bytes of a text are spread. */
final class Entropy {
  private Entropy() {}

  /** Shannon's entropy, in bits a byte: 4 at most for hexadecimal, 6 for base64. */
  static double bits(byte[] text, int from, int to) {
    int[] counts = new int[256];
    for (int i = from; i < to; i++) {
      counts[text[i] & 0xff]++;
    }
    double length = to - from;
    double bits = 0;
    for (int count : counts) {
      if (count > 0) {
        bits -= count / length * Math.log(count / length);
      }
    }
    return bits / Math.log(2);
  }
}
