package dev.tailrace.platform.streams;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.internals.CacheFlushListener;
import org.apache.kafka.streams.state.internals.CachedStateStore;
import org.jspecify.annotations.Nullable;

/**
 * A state store for values that change with nearly every record: the values at work are kept as
 * objects, and what has changed is written as bytes, to RocksDB and to the changelog, once a
 * commit. Kafka's own cache keeps bytes in a tree, which costs several times as much as the parser.
 *
 * <p>Kafka Streams has caches flushed before each commit by {@link CachedStateStore}, an interface
 * of its own; no public one does that. At most {@link #MAX_HOT} values are kept as objects: beyond
 * it that goes which came first, to be read again when it is asked for. For one thread, as all
 * stores are.
 */
public final class HotStore<V> implements StateStore, CachedStateStore<String, V> {
  private static final int MAX_HOT = 10_000;

  /** How values are written as bytes. */
  public interface Codec<V> {
    byte[] write(V value);

    /**
     * @throws IllegalArgumentException if the bytes are not a value
     */
    V read(byte[] bytes);
  }

  private static final class Hot<V> {
    private V value;
    private boolean dirty;

    private Hot(V value) {
      this.value = value;
    }
  }

  private final KeyValueStore<String, byte[]> inner;
  private final Codec<V> codec;
  private final Map<String, Hot<V>> hot = new LinkedHashMap<>(1024);
  private final List<String> dirty = new ArrayList<>();

  private HotStore(KeyValueStore<String, byte[]> inner, Codec<V> codec) {
    this.inner = inner;
    this.codec = codec;
  }

  /** Builds such a store, with a changelog. */
  public static <V> StoreBuilder<HotStore<V>> builder(String name, Codec<V> codec) {
    return new Builder<>(
        Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(name), Serdes.String(), Serdes.ByteArray())
            .withCachingDisabled()
            .withLoggingEnabled(Map.of()),
        codec);
  }

  /**
   * The value of a key. It may be changed in place; {@link #put} then says so.
   *
   * @throws IllegalArgumentException if what is stored is not a value
   */
  public @Nullable V get(String key) {
    Hot<V> known = find(key);
    return known == null ? null : known.value;
  }

  /**
   * The value of a key, which is going to be changed in place before the next record.
   *
   * @param fresh makes the value if the key has none
   * @throws IllegalArgumentException if what is stored is not a value
   */
  public V change(String key, Supplier<? extends V> fresh) {
    Hot<V> known = find(key);
    if (known == null) {
      known = keep(key, fresh.get());
    }
    changed(key, known);
    return known.value;
  }

  public void put(String key, V value) {
    Hot<V> known = hot.get(key);
    if (known == null) {
      known = keep(key, value);
    }
    known.value = value;
    changed(key, known);
  }

  private @Nullable Hot<V> find(String key) {
    Hot<V> known = hot.get(key);
    if (known != null) {
      return known;
    }
    byte[] stored = inner.get(key);
    return stored == null ? null : keep(key, codec.read(stored));
  }

  private void changed(String key, Hot<V> value) {
    if (!value.dirty) {
      value.dirty = true;
      dirty.add(key);
    }
  }

  public void delete(String key) {
    hot.remove(key);
    inner.delete(key);
  }

  private Hot<V> keep(String key, V value) {
    Hot<V> kept = new Hot<>(value);
    hot.put(key, kept);
    if (hot.size() > MAX_HOT) {
      Iterator<Map.Entry<String, Hot<V>>> eldest = hot.entrySet().iterator();
      Map.Entry<String, Hot<V>> entry = eldest.next();
      if (entry.getValue().dirty) {
        inner.put(entry.getKey(), codec.write(entry.getValue().value));
      }
      eldest.remove();
    }
    return kept;
  }

  /**
   * The values from a key on, in the order of the keys; changes that are not flushed yet included.
   *
   * @param from null for the first
   */
  public KeyValueIterator<String, byte[]> from(@Nullable String from) {
    flushCache();
    return from == null ? inner.all() : inner.range(from, null);
  }

  @Override
  public void flushCache() {
    List<KeyValue<String, byte[]>> changes = new ArrayList<>(dirty.size());
    for (String key : dirty) {
      Hot<V> changed = hot.get(key);
      if (changed != null && changed.dirty) {
        changes.add(KeyValue.pair(key, codec.write(changed.value)));
        changed.dirty = false;
      }
    }
    inner.putAll(changes);
    dirty.clear();
  }

  @Override
  public void clearCache() {
    hot.clear();
    dirty.clear();
  }

  @Override
  public boolean setFlushListener(CacheFlushListener<String, V> listener, boolean sendOldValues) {
    return false;
  }

  @Override
  public String name() {
    return inner.name();
  }

  @Override
  public void init(StateStoreContext context, StateStore root) {
    inner.init(context, this);
  }

  @Override
  public void commit(Map<TopicPartition, Long> changelogOffsets) {
    flushCache();
    inner.commit(changelogOffsets);
  }

  @Override
  public @Nullable Long committedOffset(TopicPartition partition) {
    return inner.committedOffset(partition);
  }

  @Override
  @SuppressWarnings("deprecation") // the store within decides
  public boolean managesOffsets() {
    return inner.managesOffsets();
  }

  @Override
  public void close() {
    clearCache();
    inner.close();
  }

  @Override
  public boolean persistent() {
    return inner.persistent();
  }

  @Override
  public boolean isOpen() {
    return inner.isOpen();
  }

  private record Builder<V>(StoreBuilder<KeyValueStore<String, byte[]>> inner, Codec<V> codec)
      implements StoreBuilder<HotStore<V>> {
    @Override
    public StoreBuilder<HotStore<V>> withCachingEnabled() {
      return this; // it is a cache
    }

    @Override
    public StoreBuilder<HotStore<V>> withCachingDisabled() {
      return this;
    }

    @Override
    public StoreBuilder<HotStore<V>> withLoggingEnabled(Map<String, String> config) {
      return new Builder<>(inner.withLoggingEnabled(config), codec);
    }

    @Override
    public StoreBuilder<HotStore<V>> withLoggingDisabled() {
      return new Builder<>(inner.withLoggingDisabled(), codec);
    }

    @Override
    public HotStore<V> build() {
      return new HotStore<>(inner.build(), codec);
    }

    @Override
    public Map<String, String> logConfig() {
      return inner.logConfig();
    }

    @Override
    public boolean loggingEnabled() {
      return inner.loggingEnabled();
    }

    @Override
    public String name() {
      return inner.name();
    }
  }
}
