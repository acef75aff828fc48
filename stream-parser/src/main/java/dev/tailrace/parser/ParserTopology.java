package dev.tailrace.parser;

import dev.tailrace.platform.streams.DeadLetters;
import dev.tailrace.platform.streams.Stage;
import dev.tailrace.platform.streams.StageStreams;
import dev.tailrace.schemas.LogEvent;
import dev.tailrace.schemas.Topics;
import java.util.function.Function;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;

/** Wires the parser: {@code logs.raw} to log events without a category. */
public final class ParserTopology {
  private static final Stage STAGE = Stage.named("parser");

  private ParserTopology() {}

  /** The lines of {@link Topics#RAW}. */
  public static KStream<String, byte[]> raw(StreamsBuilder builder) {
    return STAGE.source(builder, Topics.RAW);
  }

  /** Log events, keyed by source id, of raw lines. */
  public static StageStreams<LogEvent> parse(KStream<String, byte[]> raw) {
    KStream<String, byte[]> fresh =
        raw.process(Deduplicator.supplier(), Named.as(Deduplicator.NODE));
    StageStreams<LogEvent> parsed = STAGE.run("parse", fresh, Function.identity(), ParseStep::new);
    return new StageStreams<>(
        parsed
            .values()
            .selectKey((key, event) -> event.source().id(), Named.as("parser-key-by-source")),
        parsed.failures());
  }

  /** The parser alone: {@link Topics#RAW} to {@link Topics#PARSED}. */
  public static Topology split() {
    StreamsBuilder builder = new StreamsBuilder();
    StageStreams<LogEvent> parsed = parse(raw(builder));
    StageStreams<byte[]> written = STAGE.write(parsed.values(), Topics.PARSED);
    DeadLetters.send(parsed.failures().merge(written.failures(), Named.as("parser-dead-letters")));
    return builder.build();
  }
}
