package dev.tailrace.testing.simulator;

import java.util.Comparator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A metric with its labels, as Prometheus identifies one.
 *
 * @param name of the metric
 * @param labels by name
 */
public record Series(String name, SortedMap<String, String> labels) implements Comparable<Series> {
  private static final Comparator<Series> ORDER =
      Comparator.comparing(Series::name).thenComparing(series -> series.labels().toString());

  public Series {
    labels = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(labels));
  }

  /** A series whose labels are given as name, value, name, value ... */
  static Series of(String name, String... labels) {
    TreeMap<String, String> map = new TreeMap<>();
    for (int i = 0; i < labels.length; i += 2) {
      map.put(labels[i], labels[i + 1]);
    }
    return new Series(name, map);
  }

  Series withName(String other) {
    return new Series(other, labels);
  }

  Series withLabel(String label, String value) {
    TreeMap<String, String> map = new TreeMap<>(labels);
    map.put(label, value);
    return new Series(name, map);
  }

  @Override
  public int compareTo(Series other) {
    return ORDER.compare(this, other);
  }

  /** The form of the Prometheus text: {@code name{label="value",...}}. */
  @Override
  public String toString() {
    return labels.entrySet().stream()
        .map(label -> label.getKey() + "=\"" + escaped(label) + "\"")
        .collect(Collectors.joining(",", name + "{", "}"));
  }

  private static String escaped(Map.Entry<String, String> label) {
    return label.getValue().replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }
}
