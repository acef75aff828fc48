package dev.tailrace.enricher;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A global store of facts, kept as the objects that the enricher uses: a fact is decoded when it
 * comes, not when an event asks for it. Kafka Streams fills it from its topic before any event is
 * processed. One thread writes, any thread reads.
 *
 * <p>At most {@link #MOST} facts are kept; those go first that were not renewed for longest.
 */
final class FactTable<F> implements StateStore {
  static final int MOST = 500_000;

  private static final Logger LOG = LoggerFactory.getLogger(FactTable.class);

  private final String name;
  private final BiFunction<String, byte[], F> decode;
  private final int most;
  private final Map<String, F> facts = new ConcurrentHashMap<>();
  private final Set<String> byAge = new LinkedHashSet<>();
  private final AtomicLong changes = new AtomicLong();
  private boolean open;

  /**
   * @param decode reads the fact of a key; throws {@link IllegalArgumentException} if it cannot
   */
  FactTable(String name, BiFunction<String, byte[], F> decode, int most) {
    this.name = name;
    this.decode = decode;
    this.most = most;
  }

  /** What is known under a key; null if nothing is. */
  @Nullable F get(String key) {
    return facts.get(key);
  }

  /** Whether nobody has published any fact of this kind. */
  boolean isEmpty() {
    return facts.isEmpty();
  }

  int size() {
    return facts.size();
  }

  /** How often the table has changed: as long as it is the same, {@link #get} finds the same. */
  long changes() {
    return changes.get();
  }

  /** Takes a record of the topic; without a value, the fact is forgotten. */
  void put(@Nullable String key, byte @Nullable [] json) {
    if (key == null) {
      return;
    }
    byAge.remove(key);
    F fact = json == null ? null : decoded(key, json);
    if (fact == null) {
      facts.remove(key);
    } else {
      facts.put(key, fact);
      byAge.add(key);
      removeOldest();
    }
    changes.incrementAndGet();
  }

  private void removeOldest() {
    if (byAge.size() > most) {
      String oldest = byAge.iterator().next();
      byAge.remove(oldest);
      facts.remove(oldest);
    }
  }

  /** One bad fact must not stop every event. */
  private @Nullable F decoded(String key, byte[] json) {
    try {
      return decode.apply(key, json);
    } catch (IllegalArgumentException e) {
      LOG.atWarn().addKeyValue("table", name).log("a fact cannot be read; ignoring it");
      return null;
    }
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void init(StateStoreContext context, StateStore root) {
    open = true;
    context.register(root, (key, value) -> put(new String(key, StandardCharsets.UTF_8), value));
  }

  @Override
  public void close() {
    open = false;
    facts.clear();
    byAge.clear();
    changes.incrementAndGet();
  }

  /** False: it is read again from its topic at every start. */
  @Override
  public boolean persistent() {
    return false;
  }

  @Override
  public boolean isOpen() {
    return open;
  }

  /** Fills a table from its topic. */
  static final class Filler<F> extends ContextualProcessor<String, byte[], Void, Void> {
    private final String name;

    Filler(String name) {
      this.name = name;
    }

    @Override
    public void process(Record<String, byte[]> record) {
      FactTable<F> table = context().getStateStore(name);
      table.put(record.key(), record.value());
    }
  }

  /** Builds a table. */
  record Builder<F>(String name, BiFunction<String, byte[], F> decode)
      implements StoreBuilder<FactTable<F>> {
    @Override
    public FactTable<F> build() {
      return new FactTable<>(name, decode, MOST);
    }

    @Override
    public StoreBuilder<FactTable<F>> withCachingEnabled() {
      return this;
    }

    @Override
    public StoreBuilder<FactTable<F>> withCachingDisabled() {
      return this;
    }

    @Override
    public StoreBuilder<FactTable<F>> withLoggingEnabled(Map<String, String> config) {
      throw new UnsupportedOperationException("the topic is the log");
    }

    @Override
    public StoreBuilder<FactTable<F>> withLoggingDisabled() {
      return this;
    }

    @Override
    public Map<String, String> logConfig() {
      return Map.of();
    }

    @Override
    public boolean loggingEnabled() {
      return false;
    }
  }
}
