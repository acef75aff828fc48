package dev.tailrace.sinks.metrics;

import dev.tailrace.schemas.CiEvent;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;

/** What one event says that a metric wants to know. */
final class Facts {
  private Facts() {}

  /** The values of the attributes that label the metric. */
  static Map<String, String> of(MetricDefinition metric, CiEvent event) {
    Map<String, String> facts = new HashMap<>();
    for (Label label : metric.labels()) {
      String attribute = label.attribute();
      if (attribute != null) {
        event.text(attribute).ifPresent(text -> facts.put(attribute, text));
      }
    }
    return facts;
  }

  /** What the metric should observe, in seconds; empty if the event tells no sensible number. */
  static OptionalDouble measure(MetricDefinition metric, CiEvent event) {
    Measure measure = metric.measure();
    if (measure == null) {
      return OptionalDouble.empty();
    }
    OptionalDouble seconds = event.seconds(measure.attribute());
    return seconds.isPresent() && seconds.getAsDouble() >= 0 && finite(seconds)
        ? seconds
        : OptionalDouble.empty();
  }

  private static boolean finite(OptionalDouble value) {
    return Double.isFinite(value.getAsDouble());
  }
}
