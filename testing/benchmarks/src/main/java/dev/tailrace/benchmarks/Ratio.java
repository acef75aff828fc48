package dev.tailrace.benchmarks;

import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** Ratios of pairs that were measured one after the other: their median, least and greatest. */
record Ratio(String name, double median, double min, double max) {

  /**
   * @param ratios one for each pair, at least one
   */
  static Ratio of(String name, List<Double> ratios) {
    return new Ratio(name, median(ratios), Collections.min(ratios), Collections.max(ratios));
  }

  /**
   * @param numbers in any order, at least one
   */
  static double median(List<Double> numbers) {
    List<Double> sorted = numbers.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  /** The line that every benchmark ends in: {@code RATIO name MEDIAN MIN MAX}. */
  String line() {
    return String.format(Locale.ROOT, "RATIO %s %.2f %.2f %.2f", name, median, min, max);
  }
}
