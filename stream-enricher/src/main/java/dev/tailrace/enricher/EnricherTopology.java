package dev.tailrace.enricher;

import dev.tailrace.platform.streams.DeadLetters;
import dev.tailrace.platform.streams.Stage;
import dev.tailrace.platform.streams.StageStreams;
import dev.tailrace.schemas.LogEvent;
import dev.tailrace.schemas.LogEventJson;
import dev.tailrace.schemas.Topics;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;

/** Wires the enricher: log events to log events with a category. */
public final class EnricherTopology {
  private static final Stage STAGE = Stage.named("enricher");

  private EnricherTopology() {}

  /** The same events, each with its category. */
  public static StageStreams<LogEvent> enrich(KStream<String, LogEvent> parsed) {
    return STAGE.run("enrich", parsed, LogEventJson::write, EnrichStep::new);
  }

  /** The enricher alone: {@link Topics#PARSED} to {@link Topics#ENRICHED}. */
  public static Topology split() {
    StreamsBuilder builder = new StreamsBuilder();
    StageStreams<LogEvent> read = STAGE.events(builder, Topics.PARSED);
    StageStreams<LogEvent> enriched = enrich(read.values());
    StageStreams<byte[]> written = STAGE.write(enriched.values(), Topics.ENRICHED);
    DeadLetters.send(
        read.failures()
            .merge(enriched.failures(), Named.as("enricher-merge-letters"))
            .merge(written.failures(), Named.as("enricher-dead-letters")));
    return builder.build();
  }
}
