package dev.tailrace.router.facts;

import dev.tailrace.schemas.CiEvent;
import dev.tailrace.schemas.Topic;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/**
 * Publishes facts when they change, and takes them back: an hour after what they are about has
 * ended, as late lines may still come, or when nothing was heard of it for days.
 */
final class FactsProcessor extends ContextualProcessor<String, CiEvent, String, byte[]> {
  static final String STORE = "published-facts";

  static final Duration KEEP_ENDED = Duration.ofHours(1);
  static final Duration KEEP_SILENT = Duration.ofDays(3);

  private static final Duration LOOK = Duration.ofMinutes(5);
  private static final String SEPARATOR = " ";

  private KeyValueStore<String, byte[]> published;

  @SuppressWarnings("NullAway.Init") // Kafka Streams calls init first
  private FactsProcessor() {}

  static ProcessorSupplier<String, CiEvent, String, byte[]> supplier() {
    return new ProcessorSupplier<>() {
      @Override
      public Processor<String, CiEvent, String, byte[]> get() {
        return new FactsProcessor();
      }

      @Override
      public Set<StoreBuilder<?>> stores() {
        return Set.of(
            Stores.keyValueStoreBuilder(
                    Stores.persistentKeyValueStore(STORE), Serdes.String(), Serdes.ByteArray())
                .withCachingEnabled()
                .withLoggingEnabled(Map.of()));
      }
    };
  }

  @Override
  public void init(ProcessorContext<String, byte[]> context) {
    super.init(context);
    published = context.getStateStore(STORE);
    context.schedule(LOOK, PunctuationType.WALL_CLOCK_TIME, this::forget);
  }

  @Override
  public void process(Record<String, CiEvent> record) {
    CiEvent event = record.value();
    Topic<String, byte[]> topic = event == null ? null : FactUpdates.topic(event.type());
    if (topic == null) {
      return;
    }
    String key = topic.name() + SEPARATOR + event.key();
    PublishedFact before = PublishedFact.read(published.get(key));
    FactUpdate update = FactUpdates.of(event, topic, before.fact());
    long now = context().currentSystemTimeMs();
    published.put(key, new PublishedFact(now, update.ended(), update.fact()).write());
    if (!update.fact().isEmpty() && !update.fact().equals(before.fact())) {
      publish(topic, update.key(), PublishedFact.json(update.fact()), record.timestamp());
    }
  }

  private void publish(Topic<String, byte[]> topic, String key, byte @Nullable [] json, long time) {
    context().forward(new Record<>(key, json, time), FactsTopology.sink(topic));
  }

  private void forget(long now) {
    try (KeyValueIterator<String, byte[]> all = published.all()) {
      while (all.hasNext()) {
        KeyValue<String, byte[]> next = all.next();
        PublishedFact fact = PublishedFact.read(next.value);
        Duration keep = fact.ended() ? KEEP_ENDED : KEEP_SILENT;
        if (fact.heard() < now - keep.toMillis()) {
          published.delete(next.key);
          takeBack(next.key, now);
        }
      }
    }
  }

  private void takeBack(String stored, long now) {
    int separator = stored.indexOf(SEPARATOR);
    for (Topic<String, byte[]> topic : FactsTopology.TOPICS) {
      if (topic.name().equals(stored.substring(0, separator))) {
        publish(topic, stored.substring(separator + 1), null, now);
      }
    }
  }
}
