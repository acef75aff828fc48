package dev.tailrace.parser;

import dev.tailrace.platform.streams.StageMetrics;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Drops lines that an agent sent again. An agent sends a source's lines in order and repeats from
 * its checkpoint, so the offset of the last line is all there is to remember: one entry a source.
 * Records without an offset pass.
 */
final class Deduplicator implements Processor<String, byte[], String, byte[]> {
  /** The name of the node. */
  static final String NODE = "parser-deduplicate";

  /** The store of the last offset of each source. */
  static final String STORE = "source-offsets";

  private ProcessorContext<String, byte[]> context;
  private KeyValueStore<String, Long> offsets;
  private Sensor dropped;

  @SuppressWarnings("NullAway.Init") // Kafka Streams calls init first
  private Deduplicator() {}

  static ProcessorSupplier<String, byte[], String, byte[]> supplier() {
    return new ProcessorSupplier<>() {
      @Override
      public Processor<String, byte[], String, byte[]> get() {
        return new Deduplicator();
      }

      @Override
      public Set<StoreBuilder<?>> stores() {
        return Set.of(
            Stores.keyValueStoreBuilder(
                    Stores.persistentKeyValueStore(STORE), Serdes.String(), Serdes.Long())
                .withCachingEnabled()
                .withLoggingEnabled(Map.of()));
      }
    };
  }

  @Override
  public void init(ProcessorContext<String, byte[]> newContext) {
    context = newContext;
    offsets = newContext.getStateStore(STORE);
    dropped = StageMetrics.counter(newContext, NODE, "duplicate-records");
  }

  @Override
  public void close() {
    context.metrics().removeSensor(dropped);
  }

  @Override
  public void process(Record<String, byte[]> record) {
    OptionalLong offset = RawKeys.sourceOffset(record);
    if (offset.isEmpty() || isNew(record.key(), offset.getAsLong())) {
      context.forward(record);
    } else {
      dropped.record();
    }
  }

  private boolean isNew(String source, long offset) {
    if (offset < 0) {
      return true; // no line begins there: for the parser to refuse, not to drop in silence
    }
    Long last = offsets.get(source);
    if (last != null && offset <= last) {
      return false;
    }
    offsets.put(source, offset);
    return true;
  }
}
