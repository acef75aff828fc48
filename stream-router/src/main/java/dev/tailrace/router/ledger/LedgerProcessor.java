package dev.tailrace.router.ledger;

import dev.tailrace.schemas.CiEvent;
import dev.tailrace.schemas.CiEventType;
import dev.tailrace.schemas.SourceSummary;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** Keeps the ledgers of jobs and gives the events about their logs, keyed as the jobs' are. */
final class LedgerProcessor extends ContextualProcessor<String, Object, String, CiEvent> {
  /** The store of the ledgers, keyed by job. */
  static final String STORE = "job-ledger";

  private static final Duration LOOK_AT_PENDING = Duration.ofSeconds(1);
  private static final Duration LOOK_AT_ALL = Duration.ofMinutes(10);

  private final LedgerConfig config;
  private LedgerBook book;

  @SuppressWarnings("NullAway.Init") // Kafka Streams calls init first
  private LedgerProcessor(LedgerConfig config) {
    this.config = config;
  }

  static ProcessorSupplier<String, Object, String, CiEvent> supplier(LedgerConfig config) {
    return new ProcessorSupplier<>() {
      @Override
      public Processor<String, Object, String, CiEvent> get() {
        return new LedgerProcessor(config);
      }

      @Override
      public Set<StoreBuilder<?>> stores() {
        return Set.of(
            Stores.keyValueStoreBuilder(
                    Stores.persistentKeyValueStore(STORE), Serdes.String(), JobLedgerSerde.serde())
                .withCachingEnabled()
                .withLoggingEnabled(Map.of()));
      }
    };
  }

  @Override
  public void init(ProcessorContext<String, CiEvent> context) {
    super.init(context);
    book = new LedgerBook(context.getStateStore(STORE), config);
    context.schedule(LOOK_AT_PENDING, PunctuationType.WALL_CLOCK_TIME, this::publish);
    context.schedule(LOOK_AT_ALL, PunctuationType.WALL_CLOCK_TIME, book::forget);
  }

  @Override
  public void process(Record<String, Object> record) {
    long now = context().currentSystemTimeMs();
    if (record.value() instanceof SourceSummary summary) {
      book.take(summary, now);
    } else if (record.value() instanceof CiEvent event
        && event.type() == CiEventType.JOB_COMPLETED) {
      book.take(event, now);
    }
  }

  private void publish(long now) {
    for (CiEvent event : book.due(now)) {
      context().forward(new Record<>(event.key(), event, now));
    }
  }
}
