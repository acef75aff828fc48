package dev.tailrace.parser;

import dev.tailrace.platform.streams.Stage;
import dev.tailrace.schemas.LogEvent;
import dev.tailrace.schemas.Topics;
import org.apache.kafka.streams.Topology;

/**
 * Wires the parser: {@code logs.raw} to log events without a category, keyed by source id, and what
 * has come of the sources of jobs to {@code logs.ledger}.
 */
public final class ParserTopology {
  static final String NODE = "parser";

  /** The node that the parser forwards summaries of sources to. */
  static final String LEDGER = "parser-ledger";

  /** The node that the parser forwards events to, which is the next stage. */
  static final String EVENTS = "enricher";

  private static final Stage STAGE = Stage.named(NODE);

  private ParserTopology() {}

  /**
   * Adds the parser, which reads {@link Topics#RAW}. It forwards events to the node {@code
   * enricher}, which is to be added.
   *
   * @return the node that forwards the events
   */
  public static String add(Topology topology, ParserConfig config) {
    String source = STAGE.source(topology, Topics.RAW);
    topology.addProcessor(NODE, ParserProcessor.supplier(config), source);
    topology.addSink(
        LEDGER,
        Topics.LEDGER.name(),
        Topics.LEDGER.keys().serializer(),
        Topics.LEDGER.values().serializer(),
        NODE);
    return NODE;
  }

  /** The parser alone: {@link Topics#RAW} to {@link Topics#PARSED}. */
  public static Topology split(ParserConfig config) {
    Topology topology = new Topology();
    STAGE.<LogEvent>sink(topology, Topics.PARSED, EVENTS, add(topology, config));
    return topology;
  }
}
