package dev.tailrace.router.ledger;

import dev.tailrace.platform.streams.Stage;
import dev.tailrace.schemas.Topics;
import org.apache.kafka.streams.Topology;

/**
 * Wires the ledger: what has come of the sources of jobs, and that jobs have ended, to an event
 * about each job's log. Both topics have the same keys and must have as many partitions.
 */
public final class LedgerTopology {
  /** The stages of its dead letters begin with this; no line is missing for them. */
  public static final String STAGES = "ledger-";

  private static final String NODE = "ledger";
  private static final Stage JOBS = Stage.named(STAGES + "jobs");
  private static final Stage SOURCES = Stage.named(STAGES + "sources");

  private LedgerTopology() {}

  /**
   * Adds the ledger, which reads {@link Topics#LEDGER}, and reads and writes CI events.
   *
   * @return the node that forwards the CI events
   */
  public static String add(Topology topology, LedgerConfig config) {
    String events = JOBS.source(topology, Topics.CI_EVENTS);
    topology.addProcessor(
        NODE, LedgerProcessor.supplier(config), events, SOURCES.source(topology, Topics.LEDGER));
    topology.addSink(
        NODE + "-sink",
        Topics.CI_EVENTS.name(),
        Topics.CI_EVENTS.keys().serializer(),
        Topics.CI_EVENTS.values().serializer(),
        NODE);
    return events;
  }
}
