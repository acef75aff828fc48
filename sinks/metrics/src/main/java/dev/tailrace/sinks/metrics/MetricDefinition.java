package dev.tailrace.sinks.metrics;

import dev.tailrace.schemas.CiEventType;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A metric and the event that moves it: once for a job or a run where the event is a step in the
 * life of one, and once for each event otherwise.
 *
 * @param name as Prometheus shows it; a counter's ends in {@code _total}
 * @param help one line for people
 * @param on the event that moves it
 * @param measure what is observed; null for a counter
 * @param buckets upper bounds of a histogram, ascending, without infinity; empty for a counter
 * @param labels in the order of the specification
 */
record MetricDefinition(
    String name,
    String help,
    CiEventType on,
    @Nullable Measure measure,
    List<Double> buckets,
    List<Label> labels) {

  static MetricDefinition counter(String name, String help, CiEventType on, Label... labels) {
    return new MetricDefinition(name, help, on, null, List.of(), List.of(labels));
  }

  static MetricDefinition histogram(
      String name,
      String help,
      CiEventType on,
      Measure measure,
      List<Double> buckets,
      Label... labels) {
    return new MetricDefinition(name, help, on, measure, buckets, List.of(labels));
  }

  List<String> labelNames() {
    return labels.stream().map(Label::name).toList();
  }

  /** Whether every label's value is known. */
  boolean labelled(Map<String, String> facts) {
    return labels.stream().allMatch(label -> label.value(facts) != null);
  }

  /** The labels' values; {@link Label#UNKNOWN} where the facts do not tell one. */
  List<String> labelValues(Map<String, String> facts) {
    return labels.stream()
        .map(label -> Objects.requireNonNullElse(label.value(facts), Label.UNKNOWN))
        .toList();
  }
}
