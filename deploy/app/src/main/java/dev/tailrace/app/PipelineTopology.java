package dev.tailrace.app;

import dev.tailrace.enricher.EnricherTopology;
import dev.tailrace.parser.ParserTopology;
import dev.tailrace.platform.streams.DeadLetters;
import dev.tailrace.platform.streams.StageStreams;
import dev.tailrace.router.RouterConfig;
import dev.tailrace.router.RouterTopology;
import dev.tailrace.router.ledger.LedgerConfig;
import dev.tailrace.router.ledger.LedgerTopology;
import dev.tailrace.schemas.DeadLetter;
import dev.tailrace.schemas.LogEvent;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;

/**
 * Parser, enricher and router in one topology: an event goes from stage to stage as an object, and
 * crosses Kafka once. Beside it the ledger of jobs, which reads what these write.
 */
public final class PipelineTopology {
  private PipelineTopology() {}

  /** With the ledger's defaults. */
  public static Topology build(RouterConfig config) {
    return build(config, LedgerConfig.defaults());
  }

  public static Topology build(RouterConfig config, LedgerConfig ledger) {
    StreamsBuilder builder = new StreamsBuilder();
    StageStreams<LogEvent> parsed = ParserTopology.parse(ParserTopology.raw(builder));
    StageStreams<LogEvent> enriched = EnricherTopology.enrich(parsed.values());
    KStream<String, DeadLetter> unrouted = RouterTopology.route(enriched.values(), config);
    DeadLetters.send(
        parsed
            .failures()
            .merge(enriched.failures(), Named.as("pipeline-merge-letters"))
            .merge(unrouted, Named.as("pipeline-merge-unrouted"))
            .merge(LedgerTopology.add(builder, ledger), Named.as("pipeline-dead-letters")));
    return builder.build();
  }
}
