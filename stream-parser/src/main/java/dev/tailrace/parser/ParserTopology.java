package dev.tailrace.parser;

import dev.tailrace.platform.streams.Stage;
import dev.tailrace.schemas.Topics;
import org.apache.kafka.streams.Topology;

/** Wires the parser: {@code logs.raw} to log events without a category, keyed by source id. */
public final class ParserTopology {
  /** The node that forwards the events. */
  public static final String NODE = "parser";

  private static final Stage STAGE = Stage.named(NODE);

  private ParserTopology() {}

  /**
   * Adds the parser, which reads {@link Topics#RAW}.
   *
   * @return the node that forwards the events
   */
  public static String add(Topology topology, ParserConfig config) {
    String source = STAGE.source(topology, Topics.RAW);
    topology.addProcessor(NODE, ParserProcessor.supplier(config), source);
    return NODE;
  }

  /** The parser alone: {@link Topics#RAW} to {@link Topics#PARSED}. */
  public static Topology split(ParserConfig config) {
    Topology topology = new Topology();
    STAGE.sink(topology, Topics.PARSED, add(topology, config));
    return topology;
  }
}
