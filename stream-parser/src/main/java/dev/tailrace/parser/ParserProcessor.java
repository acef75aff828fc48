package dev.tailrace.parser;

import dev.tailrace.platform.streams.HotStore;
import dev.tailrace.platform.streams.Origin;
import dev.tailrace.platform.streams.Outcome;
import dev.tailrace.platform.streams.RejectedRecordException;
import dev.tailrace.platform.streams.StageMetrics;
import dev.tailrace.schemas.LogEvent;
import dev.tailrace.schemas.TailraceHeaders;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Drops lines that an agent sent again, and parses the others with what is known of their source.
 * Records that no agent sent have no source: each stands for itself.
 */
final class ParserProcessor extends ContextualProcessor<String, byte[], String, LogEvent> {
  /** The store of the state of each source. */
  static final String STORE = "sources";

  private final ParseStep step;
  private HotStore<SourceState> sources;
  private Sensor dropped;
  private Sensor gaps;

  @SuppressWarnings("NullAway.Init") // Kafka Streams calls init first
  private ParserProcessor(ParserConfig config) {
    step = new ParseStep(new LineParser(config));
  }

  static ProcessorSupplier<String, byte[], String, LogEvent> supplier(ParserConfig config) {
    return new ProcessorSupplier<>() {
      @Override
      public ParserProcessor get() {
        return new ParserProcessor(config);
      }

      @Override
      public Set<StoreBuilder<?>> stores() {
        return Set.of(HotStore.builder(STORE, new SourceStateCodec()));
      }
    };
  }

  @Override
  public void init(ProcessorContext<String, LogEvent> context) {
    super.init(context);
    sources = context.getStateStore(STORE);
    dropped = StageMetrics.counter(context, ParserTopology.NODE, "duplicate-records");
    gaps = StageMetrics.counter(context, ParserTopology.NODE, "gaps");
  }

  @Override
  public void close() {
    context().metrics().removeSensor(dropped);
    context().metrics().removeSensor(gaps);
  }

  @Override
  public void process(Record<String, byte[]> record) {
    OptionalLong offset = RawKeys.sourceOffset(record);
    SourceState state = offset.orElse(-1) < 0 ? null : state(record.key());
    SourceState.Verdict verdict = SourceState.Verdict.NEXT;
    if (state != null && !isRedriven(record)) {
      verdict = accept(record, state, offset.getAsLong());
      sources.put(record.key(), state);
    }
    if (verdict == SourceState.Verdict.DUPLICATE) {
      dropped.record();
    } else {
      parse(record, offset, state, verdict);
    }
  }

  private SourceState state(String source) {
    SourceState known = sources.get(source);
    return known == null ? new SourceState() : known;
  }

  /** It was taken before it failed. */
  private static boolean isRedriven(Record<String, byte[]> record) {
    return record.headers().lastHeader(TailraceHeaders.LOOPS) != null;
  }

  private SourceState.Verdict accept(
      Record<String, byte[]> record, SourceState state, long offset) {
    long end =
        TailraceHeaders.number(record.headers(), TailraceHeaders.END).orElse(SourceState.NONE);
    SourceState.Verdict verdict = state.accept(offset, end, record.timestamp());
    if (verdict == SourceState.Verdict.AFTER_GAP) {
      gaps.record();
    }
    return verdict;
  }

  private void parse(
      Record<String, byte[]> record,
      OptionalLong offset,
      @Nullable SourceState state,
      SourceState.Verdict verdict) {
    if (record.value() == null) {
      throw new RejectedRecordException("the record has no value", null);
    }
    Origin origin = Origin.of(context());
    Outcome<LogEvent> outcome = step.apply(record, offset, origin, state, verdict);
    if (outcome instanceof Outcome.Failed<LogEvent> failed) {
      throw new RejectedRecordException(failed.reason(), failed.cause());
    }
    LogEvent event = ((Outcome.Done<LogEvent>) outcome).value();
    context()
        .forward(new Record<>(event.source().id(), event, record.timestamp(), record.headers()));
  }
}
