package dev.tailrace.router.facts;

import dev.tailrace.schemas.Topic;
import dev.tailrace.schemas.Topics;
import java.util.List;
import org.apache.kafka.streams.Topology;

/** Wires CI events to the facts of runners, runs and jobs. */
public final class FactsTopology {
  /** The facts that follow from CI events. */
  static final List<Topic<String, byte[]>> TOPICS =
      List.of(Topics.RUNNER_FACTS, Topics.RUN_FACTS, Topics.JOB_FACTS);

  private static final String NODE = "facts";

  private FactsTopology() {}

  /**
   * Adds what publishes facts.
   *
   * @param events the node that forwards CI events
   */
  public static void add(Topology topology, String events) {
    topology.addProcessor(NODE, FactsProcessor.supplier(), events);
    for (Topic<String, byte[]> topic : TOPICS) {
      topology.addSink(
          sink(topic), topic.name(), topic.keys().serializer(), topic.values().serializer(), NODE);
    }
  }

  static String sink(Topic<String, byte[]> topic) {
    return topic.name() + "-sink";
  }
}
