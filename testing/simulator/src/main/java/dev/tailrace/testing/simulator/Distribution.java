package dev.tailrace.testing.simulator;

import java.util.ArrayList;
import java.util.List;

/**
 * Durations counted in the buckets of a histogram.
 *
 * @param bounds the buckets' upper bounds, in milliseconds, rising, each inclusive
 * @param counts how many fell into each bucket and none before; one more than there are bounds
 * @param sumMillis the sum of all, in milliseconds
 */
public record Distribution(List<Long> bounds, List<Long> counts, long sumMillis) {
  public Distribution {
    bounds = List.copyOf(bounds);
    counts = List.copyOf(counts);
    if (counts.size() != bounds.size() + 1) {
      throw new IllegalArgumentException("there must be one count more than bounds");
    }
  }

  /** How many durations there were. */
  public long count() {
    return counts.stream().mapToLong(Long::longValue).sum();
  }

  /** For each bound, and last for infinity, how many were no longer than that. */
  public List<Long> cumulative() {
    List<Long> cumulative = new ArrayList<>();
    long sum = 0;
    for (long count : counts) {
      sum += count;
      cumulative.add(sum);
    }
    return List.copyOf(cumulative);
  }
}
