package dev.tailrace.testing.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Sets the truth beside samples that a process serves. */
final class Comparison {
  /** Sums are added up from doubles, which are exact to the last millisecond but not beyond. */
  private static final double TOLERANCE = 0.0005;

  private static final List<String> PARTS = List.of("_bucket", "_count", "_sum");

  private Comparison() {}

  static List<String> differences(Truth truth, Map<Series, Double> actual, Set<String> metrics) {
    Map<Series, Double> expected = samples(truth, metrics);
    List<String> differences = new ArrayList<>();
    expected.forEach(
        (series, value) -> {
          Double found = actual.get(series);
          if (found == null) {
            differences.add(series + " is missing, expected " + value);
          } else if (Math.abs(found - value) > TOLERANCE) {
            differences.add(series + " is " + found + ", expected " + value);
          }
        });
    actual.forEach(
        (series, value) -> {
          if (metrics.contains(family(series)) && value != 0 && !expected.containsKey(series)) {
            differences.add(series + " is " + value + ", expected nothing");
          }
        });
    return List.copyOf(differences);
  }

  private static String family(Series series) {
    for (String part : PARTS) {
      if (series.name().endsWith(part)) {
        return series.name().substring(0, series.name().length() - part.length());
      }
    }
    return series.name();
  }

  private static Map<Series, Double> samples(Truth truth, Set<String> metrics) {
    Map<Series, Double> samples = new TreeMap<>();
    truth.counters().forEach((series, count) -> put(samples, metrics, series, count.doubleValue()));
    truth
        .distributions()
        .forEach(
            (series, distribution) -> {
              if (metrics.contains(series.name())) {
                addHistogram(samples, series, distribution);
              }
            });
    return samples;
  }

  private static void put(
      Map<Series, Double> samples, Set<String> metrics, Series series, double value) {
    if (metrics.contains(series.name())) {
      samples.put(series, value);
    }
  }

  private static void addHistogram(
      Map<Series, Double> samples, Series series, Distribution distribution) {
    String name = series.name();
    List<Long> cumulative = distribution.cumulative();
    Series bucket = series.withName(name + "_bucket");
    for (int i = 0; i < cumulative.size(); i++) {
      double bound =
          i < distribution.bounds().size()
              ? distribution.bounds().get(i) / 1000.0
              : Double.POSITIVE_INFINITY;
      samples.put(bucket.withLabel("le", Double.toString(bound)), cumulative.get(i).doubleValue());
    }
    samples.put(series.withName(name + "_count"), (double) distribution.count());
    samples.put(series.withName(name + "_sum"), distribution.sumMillis() / 1000.0);
  }
}
