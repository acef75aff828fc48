package dev.tailrace.sinks.metrics;

import dev.tailrace.schemas.CiEventType;
import java.util.Map;
import java.util.Set;

/**
 * What is known of one job, or of one run, from the events that came so far.
 *
 * @param facts the attributes that label metrics; what was said first stays
 * @param seen the steps of its life that were reported, each with its time in milliseconds
 * @param measures what each histogram's own event said it should observe, in seconds
 * @param settled the metrics that have it already, or never will
 * @param updatedAt when something new was last learned, by this process's clock, in milliseconds
 */
record JobState(
    Map<String, String> facts,
    Map<CiEventType, Long> seen,
    Map<String, Double> measures,
    Set<String> settled,
    long updatedAt) {

  static final JobState UNKNOWN = new JobState(Map.of(), Map.of(), Map.of(), Set.of(), 0);

  JobState {
    facts = Map.copyOf(facts);
    seen = Map.copyOf(seen);
    measures = Map.copyOf(measures);
    settled = Set.copyOf(settled);
  }

  /** Whether it has ended, so that nothing more is expected of it. */
  boolean ended() {
    return seen.containsKey(CiEventType.JOB_COMPLETED)
        || seen.containsKey(CiEventType.RUN_COMPLETED);
  }

  JobState settling(Set<String> newSettled) {
    return new JobState(facts, seen, measures, newSettled, updatedAt);
  }

  /** Whether this says the same as another, whenever it was learned. */
  boolean sameAs(JobState other) {
    return facts.equals(other.facts)
        && seen.equals(other.seen)
        && measures.equals(other.measures)
        && settled.equals(other.settled);
  }
}
