package dev.tailrace.parser;

import dev.tailrace.platform.streams.DeadLetters;
import dev.tailrace.platform.streams.Stage;
import dev.tailrace.platform.streams.StageStreams;
import dev.tailrace.schemas.LogEvent;
import dev.tailrace.schemas.Topics;
import java.util.Set;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;

/** Wires the parser: {@code logs.raw} to log events without a category. */
public final class ParserTopology {
  private static final Stage STAGE = Stage.named("parser");

  private ParserTopology() {}

  /** The lines of {@link Topics#RAW}. */
  public static KStream<String, byte[]> raw(StreamsBuilder builder) {
    return STAGE.source(builder, Topics.RAW);
  }

  /**
   * Log events, keyed by source id, of raw lines. What has come of the sources of jobs goes to
   * {@link Topics#LEDGER}.
   */
  public static StageStreams<LogEvent> parse(KStream<String, byte[]> raw) {
    KStream<String, Parsed> parsed = raw.process(lines(), Named.as(LineProcessor.NODE));
    only(Parsed.Summary.class, parsed, "summaries")
        .mapValues(Parsed.Summary::summary, Named.as("parser-ledger"))
        .to(
            Topics.LEDGER.name(),
            Produced.with(Topics.LEDGER.keys(), Topics.LEDGER.values())
                .withName("parser-ledger-sink"));
    return new StageStreams<>(
        only(Parsed.Event.class, parsed, "succeeded")
            .mapValues(Parsed.Event::event, Named.as("parser-events")),
        only(Parsed.Letter.class, parsed, "failed")
            .mapValues(Parsed.Letter::letter, Named.as("parser-letters")));
  }

  private static ProcessorSupplier<String, byte[], String, Parsed> lines() {
    return new ProcessorSupplier<>() {
      @Override
      public Processor<String, byte[], String, Parsed> get() {
        return new LineProcessor(new DeadLetters(STAGE.name(), STAGE.clock()));
      }

      @Override
      public Set<StoreBuilder<?>> stores() {
        return ParserStores.all();
      }
    };
  }

  private static <T extends Parsed> KStream<String, T> only(
      Class<T> kind, KStream<String, Parsed> parsed, String name) {
    return parsed
        .filter((key, value) -> kind.isInstance(value), Named.as("parser-" + name))
        .mapValues(kind::cast, Named.as("parser-" + name + "-values"));
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
