package dev.tailrace.enricher;

import dev.tailrace.schemas.FactKind;
import dev.tailrace.schemas.Topic;
import java.util.Map;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ProcessingContext;

/**
 * The tables of facts. Their time against the events is not fixed: an event processed again may
 * find more facts than the first time, or fewer once they were forgotten, but never other facts
 * about the same thing at the same place of their topic.
 */
record FactTables(
    FactTable<Fact> runners,
    FactTable<Fact> repositories,
    FactTable<Fact> runs,
    FactTable<JobSteps> jobs) {

  private static final FactTable.Builder<Fact> RUNNERS =
      new FactTable.Builder<>(
          "runner-facts", (key, json) -> Fact.read(json, FactKind.RUNNER.names(), Map.of()));
  private static final FactTable.Builder<Fact> REPOSITORIES =
      new FactTable.Builder<>(
          "repository-facts",
          (key, json) -> Fact.read(json, FactKind.REPOSITORY.names(), Facts.ofRepository(key)));
  private static final FactTable.Builder<Fact> RUNS =
      new FactTable.Builder<>(
          "run-facts", (key, json) -> Fact.read(json, FactKind.RUN.names(), Map.of()));
  private static final FactTable.Builder<JobSteps> JOBS =
      new FactTable.Builder<>("job-facts", (key, json) -> JobSteps.read(json));

  /** Adds the tables as global stores, each filled from its topic. */
  static void add(Topology topology) {
    add(topology, RUNNERS, FactKind.RUNNER.topic());
    add(topology, REPOSITORIES, FactKind.REPOSITORY.topic());
    add(topology, RUNS, FactKind.RUN.topic());
    add(topology, JOBS, FactKind.JOB.topic());
  }

  private static <F> void add(
      Topology topology, FactTable.Builder<F> table, Topic<String, byte[]> topic) {
    topology.addGlobalStore(
        table,
        table.name() + "-source",
        topic.keys().deserializer(),
        topic.values().deserializer(),
        topic.name(),
        table.name() + "-filler",
        () -> new FactTable.Filler<F>(table.name()));
  }

  static FactTables of(ProcessingContext context) {
    return new FactTables(
        context.getStateStore(RUNNERS.name()),
        context.getStateStore(REPOSITORIES.name()),
        context.getStateStore(RUNS.name()),
        context.getStateStore(JOBS.name()));
  }

  /**
   * How often the facts of runners, repositories and runs have changed; see {@link
   * FactTable#changes()}.
   */
  long changes() {
    return runners.changes() + repositories.changes() + runs.changes();
  }

  /** Tables of which none is filled. */
  static FactTables empty() {
    return new FactTables(RUNNERS.build(), REPOSITORIES.build(), RUNS.build(), JOBS.build());
  }
}
