package dev.tailrace.app;

import dev.tailrace.enricher.EnricherConfig;
import dev.tailrace.enricher.EnricherTopology;
import dev.tailrace.parser.ParserConfig;
import dev.tailrace.parser.ParserTopology;
import dev.tailrace.router.RouterConfig;
import dev.tailrace.router.RouterTopology;
import dev.tailrace.router.facts.FactsTopology;
import dev.tailrace.router.ledger.LedgerConfig;
import dev.tailrace.router.ledger.LedgerTopology;
import org.apache.kafka.streams.Topology;

/**
 * Parser, enricher and router in one topology: an event goes from stage to stage as an object, and
 * crosses Kafka once. Beside it the ledger of jobs, which reads what these write.
 */
public final class PipelineTopology {
  private PipelineTopology() {}

  /** With the built-in rules of categories only. */
  public static Topology build(ParserConfig parser, RouterConfig router, LedgerConfig ledger) {
    return build(parser, EnricherConfig.defaults(), router, ledger);
  }

  public static Topology build(
      ParserConfig parserConfig,
      EnricherConfig enricherConfig,
      RouterConfig config,
      LedgerConfig ledger) {
    Topology topology = new Topology();
    String parser = ParserTopology.add(topology, parserConfig);
    String enricher = EnricherTopology.add(topology, parser, enricherConfig);
    RouterTopology.add(topology, enricher, config);
    FactsTopology.add(topology, LedgerTopology.add(topology, ledger));
    return topology;
  }
}
