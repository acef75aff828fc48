package dev.tailrace.sinks.metrics;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The value of a series.
 *
 * @param count how many observations; a counter's value
 * @param sum of the observations
 * @param buckets how many observations fell into each bucket of the definition and into no lower
 *     one; those past the last bound are only in {@code count}
 */
record SeriesValue(long count, double sum, List<Long> buckets) {
  SeriesValue {
    buckets = List.copyOf(buckets);
  }

  static SeriesValue zero(int buckets) {
    return new SeriesValue(0, 0, Collections.nCopies(buckets, 0L));
  }

  SeriesValue plus(double value, List<Double> bounds) {
    List<Long> counts = new ArrayList<>(buckets);
    for (int i = 0; i < bounds.size(); i++) {
      if (value <= bounds.get(i)) {
        counts.set(i, counts.get(i) + 1);
        break;
      }
    }
    return new SeriesValue(count + 1, sum + value, counts);
  }

  /** The sum of two parts of one series, kept for different partitions. */
  SeriesValue plus(SeriesValue other) {
    List<Long> counts = new ArrayList<>(buckets);
    for (int i = 0; i < Math.min(counts.size(), other.buckets.size()); i++) {
      counts.set(i, counts.get(i) + other.buckets.get(i));
    }
    return new SeriesValue(count + other.count, sum + other.sum, counts);
  }
}
