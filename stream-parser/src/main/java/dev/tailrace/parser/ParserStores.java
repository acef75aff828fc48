package dev.tailrace.parser;

import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** What the parser keeps across crashes, keyed by source id. */
final class ParserStores {
  /** The state of each source. */
  static final String SOURCES = "source-offsets";

  /** The sources of jobs whose summary is to be published. */
  static final String UNPUBLISHED = "unpublished-sources";

  private ParserStores() {}

  static Set<StoreBuilder<?>> all() {
    return Set.of(store(SOURCES, SourceStateSerde.serde()), store(UNPUBLISHED, Serdes.ByteArray()));
  }

  private static <V> StoreBuilder<?> store(String name, Serde<V> values) {
    return Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(name), Serdes.String(), values)
        .withCachingEnabled()
        .withLoggingEnabled(Map.of());
  }
}
