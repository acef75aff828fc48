package dev.tailrace.enricher;

import dev.tailrace.platform.streams.Stage;
import dev.tailrace.schemas.Topics;
import org.apache.kafka.streams.Topology;

/** Wires the enricher: log events to log events with a category and with facts. */
public final class EnricherTopology {
  private static final Stage STAGE = Stage.named("enricher");

  private EnricherTopology() {}

  /**
   * Adds the enricher, and the global stores of the facts.
   *
   * @param parent the node that forwards events without a category
   * @return the node that forwards the enriched events
   */
  public static String add(Topology topology, String parent, EnricherConfig config) {
    CategoryRules rules = CategoryRules.of(config.categories());
    FactTables.add(topology);
    topology.addProcessor(
        STAGE.name(), () -> new EnricherProcessor(STAGE.name(), new EnrichStep(rules)), parent);
    return STAGE.name();
  }

  /** The enricher alone: {@link Topics#PARSED} to {@link Topics#ENRICHED}. */
  public static Topology split(EnricherConfig config) {
    Topology topology = new Topology();
    String source = STAGE.source(topology, Topics.PARSED);
    STAGE.sink(topology, Topics.ENRICHED, "enricher-headers", add(topology, source, config));
    return topology;
  }
}
