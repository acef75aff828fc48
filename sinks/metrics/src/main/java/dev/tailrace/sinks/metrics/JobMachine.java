package dev.tailrace.sinks.metrics;

import dev.tailrace.schemas.CiEvent;
import dev.tailrace.schemas.CiEventType;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Follows jobs and runs through their lives. Events may come late, twice and in any order: a state
 * only gathers facts, and a metric is moved once, as soon as the facts suffice for it. A counter
 * never has to take anything back, which Prometheus would misread as a restart.
 */
final class JobMachine {
  private static final Set<CiEventType> LIFE =
      EnumSet.of(
          CiEventType.RUN_STARTED,
          CiEventType.RUN_COMPLETED,
          CiEventType.JOB_QUEUED,
          CiEventType.JOB_STARTED,
          CiEventType.JOB_COMPLETED);

  private final List<MetricDefinition> metrics;

  JobMachine(List<MetricDefinition> catalogue) {
    this.metrics = catalogue.stream().filter(metric -> LIFE.contains(metric.on())).toList();
  }

  /** A state and what was observed on the way to it. */
  record Step(JobState state, List<Observation> observations) {}

  /** Whether an event of that type is a step in the life of a job or run. */
  static boolean follows(CiEventType type) {
    return LIFE.contains(type);
  }

  /**
   * Takes an event.
   *
   * @param before the state so far; null if this is the first event
   * @param now by this process's clock, in milliseconds
   */
  Step apply(@Nullable JobState before, CiEvent event, long now) {
    return settle(learn(before == null ? JobState.UNKNOWN : before, event, now), false);
  }

  /** Stops waiting for what is missing: counts without the label, observes nothing unmeasured. */
  Step giveUpWaiting(JobState state) {
    return settle(state, true);
  }

  /** Whether a metric's event has come but something that it needs has not. */
  boolean waiting(JobState state) {
    return metrics.stream().anyMatch(metric -> due(metric, state));
  }

  private JobState learn(JobState state, CiEvent event, long now) {
    Map<CiEventType, Long> seen = new HashMap<>(state.seen());
    seen.putIfAbsent(event.type(), event.timestamp().toEpochMilli());
    Map<String, String> facts = new HashMap<>(state.facts());
    Map<String, Double> measures = new HashMap<>(state.measures());
    for (MetricDefinition metric : metrics) {
      if (metric.on().subject() == event.type().subject()) {
        Facts.of(metric, event).forEach(facts::putIfAbsent);
      }
      if (metric.on() == event.type()) {
        Facts.measure(metric, event).ifPresent(s -> measures.putIfAbsent(metric.name(), s));
      }
    }
    JobState learned = new JobState(facts, seen, measures, state.settled(), now);
    return learned.sameAs(state) ? state : learned;
  }

  private Step settle(JobState state, boolean givingUp) {
    Set<String> settled = new HashSet<>(state.settled());
    List<Observation> observations = new ArrayList<>();
    for (MetricDefinition metric : metrics) {
      if (!due(metric, state)) {
        continue;
      }
      OptionalDouble value = value(metric, state);
      boolean complete = value.isPresent() && metric.labelled(state.facts());
      if ((complete || givingUp) && settled.add(metric.name()) && value.isPresent()) {
        observations.add(
            new Observation(metric, metric.labelValues(state.facts()), value.getAsDouble()));
      }
    }
    return new Step(state.settling(settled), observations);
  }

  private static boolean due(MetricDefinition metric, JobState state) {
    return state.seen().containsKey(metric.on()) && !state.settled().contains(metric.name());
  }

  private static OptionalDouble value(MetricDefinition metric, JobState state) {
    Measure measure = metric.measure();
    if (measure == null) {
      return OptionalDouble.of(1);
    }
    Double said = state.measures().get(metric.name());
    if (said != null) {
      return OptionalDouble.of(said);
    }
    Long from = measure.since() == null ? null : state.seen().get(measure.since());
    Long to = state.seen().get(metric.on());
    return from == null || to == null
        ? OptionalDouble.empty()
        : OptionalDouble.of(Math.max(0, to - from) / 1000.0);
  }
}
