package dev.tailrace.sinks.metrics;

import java.util.List;

/**
 * Names one series.
 *
 * @param metric the metric's name
 * @param labels the values of its labels, in the order of its definition
 */
record SeriesKey(String metric, List<String> labels) {
  /** The value of every label of the series that counts what is past the budget. */
  static final String OVERFLOW = "__overflow__";

  SeriesKey {
    labels = List.copyOf(labels);
  }

  static SeriesKey overflow(MetricDefinition metric) {
    return new SeriesKey(metric.name(), metric.labels().stream().map(label -> OVERFLOW).toList());
  }

  boolean isOverflow() {
    return !labels.isEmpty() && labels.stream().allMatch(OVERFLOW::equals);
  }
}
