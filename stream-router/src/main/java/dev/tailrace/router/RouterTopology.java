package dev.tailrace.router;

import dev.tailrace.platform.streams.DeadLetters;
import dev.tailrace.platform.streams.Stage;
import dev.tailrace.router.facts.FactsTopology;
import dev.tailrace.router.ledger.LedgerConfig;
import dev.tailrace.router.ledger.LedgerTopology;
import dev.tailrace.schemas.Topics;
import org.apache.kafka.streams.Topology;

/** Wires the router: log events to the topics of their categories, the live tail and CI events. */
public final class RouterTopology {
  /** The stage of dead letters about CI events, whose lines went where they should. */
  public static final String REPORTS = "router-ci-events";

  static final Stage STAGE = Stage.named("router");

  private RouterTopology() {}

  /**
   * Adds the router, and what it writes.
   *
   * @param parent the node that forwards enriched events
   */
  public static void add(Topology topology, String parent, RouterConfig config) {
    DeadLetters lines = new DeadLetters(STAGE.name(), STAGE.clock());
    DeadLetters reports = new DeadLetters(REPORTS, STAGE.clock());
    Interests interests = new Interests(config.maxLeases(), STAGE.clock());
    if (config.live() == LivePolicy.WATCHED) {
      InterestTable.add(topology, interests);
    }
    topology.addProcessor(STAGE.name(), FanOut.supplier(config, interests, lines, reports), parent);
    STAGE.<Route.Send>sink(
        topology,
        (key, send, context) -> send.topic(),
        (topic, send) -> send.value(),
        STAGE.name());
  }

  /**
   * The router alone, with the ledger of jobs: {@link Topics#ENRICHED} to everything that sinks
   * read.
   */
  public static Topology split(RouterConfig config, LedgerConfig ledger) {
    Topology topology = new Topology();
    add(topology, STAGE.source(topology, Topics.ENRICHED), config);
    FactsTopology.add(topology, LedgerTopology.add(topology, ledger));
    return topology;
  }
}
