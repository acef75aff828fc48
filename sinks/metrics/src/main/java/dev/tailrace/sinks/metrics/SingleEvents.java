package dev.tailrace.sinks.metrics;

import dev.tailrace.schemas.CiEvent;
import dev.tailrace.schemas.CiEventType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** The metrics of events that stand for themselves: a cache operation, a scheduler's decision. */
final class SingleEvents {
  private final List<MetricDefinition> metrics;

  SingleEvents(List<MetricDefinition> catalogue) {
    this.metrics = catalogue.stream().filter(metric -> !JobMachine.follows(metric.on())).toList();
  }

  boolean follows(CiEventType type) {
    return metrics.stream().anyMatch(metric -> metric.on() == type);
  }

  List<Observation> observe(CiEvent event) {
    List<Observation> observations = new ArrayList<>();
    for (MetricDefinition metric : metrics) {
      OptionalDouble value =
          metric.measure() == null ? OptionalDouble.of(1) : Facts.measure(metric, event);
      if (metric.on() == event.type() && value.isPresent()) {
        Map<String, String> facts = Facts.of(metric, event);
        observations.add(new Observation(metric, metric.labelValues(facts), value.getAsDouble()));
      }
    }
    return observations;
  }
}
