package dev.tailrace.sinks.metrics;

import org.apache.kafka.streams.state.WindowStore;
import org.apache.kafka.streams.state.WindowStoreIterator;

/**
 * Remembers the ids of events for a time. Old segments of the store are dropped whole, so that
 * forgetting costs nothing.
 */
final class EventBook {
  private static final byte[] MARK = {};

  private final WindowStore<String, byte[]> store;
  private final long rememberMillis;

  EventBook(WindowStore<String, byte[]> store, long rememberMillis) {
    this.store = store;
    this.rememberMillis = rememberMillis;
  }

  /** Whether the event is new; from now on it is not. */
  boolean enter(String eventId, long now) {
    try (WindowStoreIterator<byte[]> known =
        store.fetch(eventId, Math.max(0, now - rememberMillis), now)) {
      if (known.hasNext()) {
        return false;
      }
    }
    store.put(eventId, MARK, now);
    return true;
  }
}
