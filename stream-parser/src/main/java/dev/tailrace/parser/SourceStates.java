package dev.tailrace.parser;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The states of sources in their store. Those used last are kept as objects beside it, so that a
 * state is read once for the lines that come together. For one thread, which alone writes the
 * store.
 */
final class SourceStates {
  private static final int KEPT = 1024;

  private final KeyValueStore<String, SourceState> store;
  private final Map<String, SourceState> kept =
      new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, SourceState> eldest) {
          return size() > KEPT;
        }
      };

  SourceStates(KeyValueStore<String, SourceState> store) {
    this.store = store;
  }

  /** The state of a source, a new one if it was never seen. To be saved if it is changed. */
  SourceState get(String source) {
    SourceState state = kept.get(source);
    if (state == null) {
      SourceState stored = store.get(source);
      state = stored == null ? new SourceState() : stored;
      kept.put(source, state);
    }
    return state;
  }

  void save(String source, SourceState state) {
    store.put(source, state);
  }
}
