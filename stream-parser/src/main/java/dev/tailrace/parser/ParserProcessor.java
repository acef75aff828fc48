package dev.tailrace.parser;

import dev.tailrace.platform.redaction.RawRedaction;
import dev.tailrace.platform.redaction.RedactionListener;
import dev.tailrace.platform.streams.HotStore;
import dev.tailrace.platform.streams.Origin;
import dev.tailrace.platform.streams.RejectedRecordException;
import dev.tailrace.platform.streams.StageSpans;
import dev.tailrace.platform.streams.Tracing;
import dev.tailrace.schemas.LogEvent;
import dev.tailrace.schemas.SourceSummary;
import dev.tailrace.schemas.TailraceHeaders;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Drops lines that an agent sent again, parses the others and keeps the state of their sources.
 * Records without an offset are parsed, and belong to no source that is kept. What is sent round
 * again after it had become a dead letter is parsed though it is old.
 */
final class ParserProcessor extends ContextualProcessor<String, byte[], String, Object> {
  /** The store of the state of each source, by source id. */
  static final String SOURCES = "sources";

  /** The store of the sources of jobs whose summary is to be published. */
  static final String UNPUBLISHED = "unpublished-sources";

  private static final Duration PUBLISH = Duration.ofSeconds(2);
  private static final Duration FORGET = Duration.ofSeconds(10);

  private final ParseStep step;
  private final long forgetAfter;
  private HotStore<SourceState> states;
  private Unpublished unpublished;
  private ForgottenSources forgotten;
  private ParserMetrics metrics;
  private StageSpans spans = StageSpans.NONE;

  @SuppressWarnings("NullAway.Init") // Kafka Streams calls init first
  private ParserProcessor(ParserConfig config) {
    step =
        new ParseStep(
            new LineParser(config), RawRedaction.of(config.redaction(), RedactionListener.NONE));
    forgetAfter = config.forgetAfter().toMillis();
  }

  static ProcessorSupplier<String, byte[], String, Object> supplier(ParserConfig config) {
    return new ProcessorSupplier<>() {
      @Override
      public ParserProcessor get() {
        return new ParserProcessor(config);
      }

      @Override
      public Set<StoreBuilder<?>> stores() {
        return Set.of(
            HotStore.builder(SOURCES, new SourceStateCodec()),
            Stores.keyValueStoreBuilder(
                    Stores.persistentKeyValueStore(UNPUBLISHED),
                    Serdes.String(),
                    Serdes.ByteArray())
                .withCachingEnabled()
                .withLoggingEnabled(Map.of()));
      }
    };
  }

  @Override
  public void init(ProcessorContext<String, Object> context) {
    super.init(context);
    states = context.getStateStore(SOURCES);
    unpublished = new Unpublished(context.getStateStore(UNPUBLISHED), states);
    forgotten = new ForgottenSources(states, forgetAfter);
    metrics = new ParserMetrics(context, ParserTopology.NODE);
    spans = Tracing.spans(ParserTopology.NODE, context);
    context.schedule(PUBLISH, PunctuationType.WALL_CLOCK_TIME, this::publish);
    context.schedule(FORGET, PunctuationType.WALL_CLOCK_TIME, forgotten::look);
  }

  @Override
  public void close() {
    metrics.remove();
  }

  @Override
  public void process(Record<String, byte[]> record) {
    OptionalLong offset = RawKeys.sourceOffset(record);
    if (offset.orElse(-1) < 0) {
      forward(record, parsed(record, offset, SourceMemory.empty(), Arrival.NEW));
    } else {
      SourceState state = states.change(record.key(), SourceState::new);
      process(record, offset, offset.getAsLong(), state);
    }
  }

  private void process(
      Record<String, byte[]> record, OptionalLong given, long offset, SourceState state) {
    Arrival arrival = arrived(record, offset, state);
    if (arrival == Arrival.AGAIN) {
      metrics.duplicates.record();
      return;
    }
    LogEvent event;
    try {
      event = parsed(record, given, state.memory(), arrival);
    } catch (RuntimeException e) {
      state.gaveUp();
      throw e; // it becomes a dead letter
    }
    state.belongsTo(state.memory().known().attributes());
    boolean end = state.parsed(event);
    unpublished.changed(record.key(), state);
    forward(record, event);
    if (end) {
      publish(record.key(), state, record.timestamp());
    }
  }

  private Arrival arrived(Record<String, byte[]> record, long offset, SourceState state) {
    if (record.headers().lastHeader(TailraceHeaders.LOOPS) != null) {
      state.tryingAgain();
      return Arrival.NEW;
    }
    long missing = state.gapBytes;
    int length = record.value() == null ? 0 : record.value().length;
    Arrival arrival = state.arrived(Place.of(offset, record.headers()), length, record.timestamp());
    if (arrival == Arrival.AFTER_GAP) {
      metrics.gaps.record();
      metrics.gapBytes.record((double) (state.gapBytes - missing));
    }
    return arrival;
  }

  private LogEvent parsed(
      Record<String, byte[]> record, OptionalLong offset, SourceMemory memory, Arrival arrival) {
    long begin = spans.begin();
    try {
      RejectedRecordException.valueOf(record);
      LogEvent event = step.apply(record, offset, Origin.of(context()), memory, arrival).orReject();
      spans.done(begin, record, event);
      return event;
    } catch (RuntimeException e) {
      spans.failed(begin, record, e);
      throw e;
    }
  }

  private void forward(Record<String, byte[]> record, LogEvent event) {
    context()
        .forward(
            new Record<>(event.source().id(), event, record.timestamp(), record.headers()),
            ParserTopology.EVENTS);
  }

  private void publish(long now) {
    for (SourceSummary summary : unpublished.take()) {
      publish(summary, now);
    }
  }

  private void publish(String source, SourceState state, long now) {
    SourceSummary summary = state.summary(source);
    if (summary != null) {
      publish(summary, now);
      unpublished.published(source, state);
    }
  }

  private void publish(SourceSummary summary, long now) {
    context()
        .forward(
            new Record<>(summary.job(), summary, now, new RecordHeaders()), ParserTopology.LEDGER);
  }
}
