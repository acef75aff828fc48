package dev.tailrace.platform.streams;

import dev.tailrace.schemas.Topic;
import java.time.Clock;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.TopicNameExtractor;

/**
 * A stage of the pipeline, by name. Its processor has the stage's name, and its other nodes have
 * names that begin with it, so that a dead letter can say which stage gave up. A record passes as
 * few nodes as there are stages: each costs as much as a part of the work.
 *
 * @param name parser, enricher, router
 * @param clock gives the time at which records without one are observed
 */
public record Stage(String name, Clock clock) {
  public static Stage named(String name) {
    return new Stage(name, Clock.systemUTC());
  }

  /**
   * Reads a topic; see {@link ObservedTime} for the timestamps.
   *
   * @return the node's name
   */
  public <V> String source(Topology topology, Topic<String, V> topic) {
    String node = name + DeadLetters.SOURCE;
    topology.addSource(
        AutoOffsetReset.earliest(),
        node,
        new ObservedTime(clock),
        topic.keys().deserializer(),
        topic.values().deserializer(),
        topic.name());
    return node;
  }

  /**
   * Runs a step over what a node forwards.
   *
   * @param steps makes a step for each task
   * @return the node's name: the stage's
   */
  public <V, R> String run(Topology topology, Supplier<? extends Step<V, R>> steps, String parent) {
    topology.addProcessor(name, () -> new StageProcessor<>(name, steps.get()), parent);
    return name;
  }

  /**
   * Writes what a node forwards to a topic, under its key, for the next stage.
   *
   * @param headers a name for the node between, which leaves out the headers of this stage
   */
  public <V> void sink(Topology topology, Topic<String, V> topic, String headers, String parent) {
    topology.addProcessor(headers, LastingHeaders<V>::new, parent);
    topology.addSink(
        name + DeadLetters.SINK,
        topic.name(),
        topic.keys().serializer(),
        new BoundedSerializer<>(topic.values().serializer()),
        headers);
  }

  /** Writes what a node forwards to the topics that the values themselves choose. */
  public <V> void sink(
      Topology topology,
      TopicNameExtractor<String, V> topics,
      Serializer<V> values,
      String parent) {
    topology.addSink(
        name + DeadLetters.SINK,
        topics,
        new StringSerializer(),
        new BoundedSerializer<>(values),
        parent);
  }
}
