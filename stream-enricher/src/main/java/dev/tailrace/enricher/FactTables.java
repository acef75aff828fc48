package dev.tailrace.enricher;

import dev.tailrace.schemas.ContextKeys;
import dev.tailrace.schemas.Topic;
import dev.tailrace.schemas.Topics;
import java.util.List;
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

  static final List<String> RUNNER =
      List.of(ContextKeys.POOL_ID, ContextKeys.OS, ContextKeys.REGION, ContextKeys.RUNNER_LABELS);
  static final List<String> REPOSITORY =
      List.of(
          ContextKeys.ORGANIZATION,
          ContextKeys.VISIBILITY,
          ContextKeys.TEAM,
          ContextKeys.RETENTION_DAYS);
  static final List<String> RUN =
      List.of(
          ContextKeys.TRIGGER_EVENT,
          ContextKeys.BRANCH,
          ContextKeys.SHA,
          ContextKeys.ATTEMPT,
          ContextKeys.WORKFLOW);

  private static final FactTable.Builder<Fact> RUNNERS =
      new FactTable.Builder<>("runner-facts", (key, json) -> Fact.read(json, RUNNER, Map.of()));
  private static final FactTable.Builder<Fact> REPOSITORIES =
      new FactTable.Builder<>(
          "repository-facts", (key, json) -> Fact.read(json, REPOSITORY, Facts.ofRepository(key)));
  private static final FactTable.Builder<Fact> RUNS =
      new FactTable.Builder<>("run-facts", (key, json) -> Fact.read(json, RUN, Map.of()));
  private static final FactTable.Builder<JobSteps> JOBS =
      new FactTable.Builder<>("job-facts", (key, json) -> JobSteps.read(json));

  /** Adds the tables as global stores, each filled from its topic. */
  static void add(Topology topology) {
    add(topology, RUNNERS, Topics.RUNNER_FACTS);
    add(topology, REPOSITORIES, Topics.REPOSITORY_FACTS);
    add(topology, RUNS, Topics.RUN_FACTS);
    add(topology, JOBS, Topics.JOB_FACTS);
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

  /** Tables of which none is filled. */
  static FactTables empty() {
    return new FactTables(RUNNERS.build(), REPOSITORIES.build(), RUNS.build(), JOBS.build());
  }
}
