package dev.tailrace.router.ledger;

import dev.tailrace.platform.streams.Outcome;
import dev.tailrace.platform.streams.Stage;
import dev.tailrace.platform.streams.StageStreams;
import dev.tailrace.platform.streams.Step;
import dev.tailrace.schemas.CiEvent;
import dev.tailrace.schemas.CiEventType;
import dev.tailrace.schemas.DeadLetter;
import dev.tailrace.schemas.SourceSummary;
import dev.tailrace.schemas.Topic;
import dev.tailrace.schemas.Topics;
import java.util.function.Function;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;

/**
 * Wires the ledger: what has come of the sources of jobs, and that jobs have ended, to an event
 * about each job's log. Both topics have the same keys and must have as many partitions.
 */
public final class LedgerTopology {
  /** The stages of its dead letters begin with this; no line is missing for them. */
  public static final String STAGES = "ledger-";

  private static final Stage ENDS = Stage.named(STAGES + "jobs");
  private static final Stage SOURCES = Stage.named(STAGES + "sources");

  private LedgerTopology() {}

  /**
   * Adds the ledger, which reads and writes {@link Topics#CI_EVENTS}.
   *
   * @return the records that are not what their topics hold
   */
  public static KStream<String, DeadLetter> add(StreamsBuilder builder, LedgerConfig config) {
    StageStreams<CiEvent> events = read(builder, ENDS, Topics.CI_EVENTS);
    StageStreams<SourceSummary> sources = read(builder, SOURCES, Topics.LEDGER);
    events
        .values()
        .filter(
            (key, event) -> event.type() == CiEventType.JOB_COMPLETED,
            Named.as("ledger-jobs-completed"))
        .mapValues(event -> (News) new News.Ended(event), Named.as("ledger-jobs-news"))
        .merge(
            sources
                .values()
                .mapValues(
                    summary -> (News) new News.Source(summary), Named.as("ledger-sources-news")),
            Named.as("ledger-news"))
        .process(LedgerProcessor.supplier(config), Named.as("ledger"))
        .to(
            Topics.CI_EVENTS.name(),
            Produced.with(Topics.CI_EVENTS.keys(), Topics.CI_EVENTS.values())
                .withName("ledger-sink"));
    return events.failures().merge(sources.failures(), Named.as("ledger-failures"));
  }

  private static <V> StageStreams<V> read(
      StreamsBuilder builder, Stage stage, Topic<String, V> topic) {
    Step<byte[], V> step = (record, origin) -> read(topic, record.value());
    return stage.run("read", stage.source(builder, topic), Function.identity(), () -> step);
  }

  private static <V> Outcome<V> read(Topic<String, V> topic, byte[] value) {
    try {
      return Outcome.done(topic.values().deserializer().deserialize(topic.name(), value));
    } catch (SerializationException e) {
      return new Outcome.Failed<>("not what this topic holds", e);
    }
  }
}
