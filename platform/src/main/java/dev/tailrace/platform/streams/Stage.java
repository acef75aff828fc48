package dev.tailrace.platform.streams;

import dev.tailrace.schemas.LogEvent;
import dev.tailrace.schemas.Topic;
import dev.tailrace.schemas.Topics;
import java.time.Clock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;

/**
 * A stage of the pipeline, by name: wires its steps so that a record which fails becomes a dead
 * letter. The names of the nodes begin with the stage's.
 *
 * @param name parser, enricher, router
 * @param clock gives the time at which a record was given up
 */
public record Stage(String name, Clock clock) {
  public static Stage named(String name) {
    return new Stage(name, Clock.systemUTC());
  }

  /** Reads a topic as bytes; see {@link ObservedTime} for the timestamps. */
  public KStream<String, byte[]> source(StreamsBuilder builder, Topic<String, ?> topic) {
    return builder.stream(
        topic.name(),
        Consumed.with(topic.keys(), Serdes.ByteArray())
            .withTimestampExtractor(new ObservedTime(clock))
            .withName(name + "-source"));
  }

  /** Reads a topic of log events; bytes that are none become dead letters. */
  public StageStreams<LogEvent> events(StreamsBuilder builder, Topic<String, LogEvent> topic) {
    return run(
        "read", source(builder, topic), Function.identity(), () -> new ReadStep<>(topic.values()));
  }

  /**
   * Runs a step over a stream.
   *
   * @param task names the step within the stage
   * @param bytes gives the bytes of a value for its dead letter
   * @param steps makes a step for each task
   */
  public <V, R> StageStreams<R> run(
      String task,
      KStream<String, V> input,
      Function<V, byte[]> bytes,
      Supplier<? extends Step<V, R>> steps) {
    String node = name + "-" + task;
    KStream<String, Staged<R>> staged =
        input.process(
            () -> new StageProcessor<>(node, steps.get(), bytes, new DeadLetters(name, clock)),
            Named.as(node));
    return new StageStreams<>(
        staged
            .filter((key, value) -> value instanceof Staged.Value, Named.as(node + "-succeeded"))
            .mapValues(value -> ((Staged.Value<R>) value).value(), Named.as(node + "-values")),
        staged
            .filter((key, value) -> value instanceof Staged.Letter, Named.as(node + "-failed"))
            .mapValues(value -> ((Staged.Letter<R>) value).letter(), Named.as(node + "-letters")));
  }

  /**
   * Writes log events to a topic under their source's id.
   *
   * @return the events that are too large for a record, as dead letters
   */
  public StageStreams<byte[]> write(
      KStream<String, LogEvent> events, Topic<String, LogEvent> topic) {
    StageStreams<byte[]> written =
        run("write", events, WriteStep::bytes, () -> (record, origin) -> WriteStep.write(record));
    written
        .values()
        .to(
            topic.name(),
            Produced.with(Topics.PARSED.keys(), Serdes.ByteArray()).withName(name + "-sink"));
    return written;
  }
}
