package dev.tailrace.testing.simulator;

import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;

/** Chance, decided by a seed. Used by one thread. */
final class Dice {
  private static final HexFormat HEX = HexFormat.of();

  private final SplittableRandom random;

  Dice(long seed) {
    this.random = new SplittableRandom(seed);
  }

  boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  /** A number from low to high, both included. */
  int between(int low, int high) {
    return random.nextInt(low, high + 1);
  }

  <T> T pick(List<T> items) {
    return items.get(random.nextInt(items.size()));
  }

  /** One of the items; the first is by far the likeliest, as with the popularity of things. */
  <T> T popular(List<T> items) {
    double skewed = Math.pow(random.nextDouble(), 2.5);
    return items.get((int) (skewed * items.size()));
  }

  /** A log-normal number of milliseconds with this median, within the limits. */
  long millis(long median, double sigma, long least, long most) {
    double value = median * Math.exp(sigma * random.nextGaussian());
    return Math.max(least, Math.min(most, Math.round(value)));
  }

  /** Hexadecimal digits of so many random bytes, never all zero. */
  String hex(int bytes) {
    byte[] value = new byte[bytes];
    random.nextBytes(value);
    value[0] |= 1;
    return HEX.formatHex(value);
  }
}
