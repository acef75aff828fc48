package dev.tailrace.sinks.metrics;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** Enters observations into the store of series, within each metric's budget. */
final class SeriesBook {
  private final KeyValueStore<SeriesKey, SeriesValue> store;
  private final int budget;
  private final Map<String, Integer> used = new HashMap<>();

  SeriesBook(KeyValueStore<SeriesKey, SeriesValue> store, int budget) {
    this.store = store;
    this.budget = budget;
    try (KeyValueIterator<SeriesKey, SeriesValue> all = store.all()) {
      while (all.hasNext()) {
        KeyValue<SeriesKey, SeriesValue> entry = all.next();
        if (!entry.key.isOverflow()) {
          used.merge(entry.key.metric(), 1, Integer::sum);
        }
      }
    }
  }

  void enter(Observation observation) {
    MetricDefinition metric = observation.metric();
    SeriesKey key = new SeriesKey(metric.name(), observation.labels());
    SeriesValue value = store.get(key);
    if (value == null && !open(key)) {
      key = SeriesKey.overflow(metric);
      value = store.get(key);
    }
    // Buckets that a new release has changed start afresh.
    if (value == null || value.buckets().size() != metric.buckets().size()) {
      value = SeriesValue.zero(metric.buckets().size());
    }
    store.put(key, value.plus(observation.value(), metric.buckets()));
  }

  private boolean open(SeriesKey key) {
    int count = used.getOrDefault(key.metric(), 0);
    if (count >= budget || key.isOverflow()) {
      return false;
    }
    used.put(key.metric(), count + 1);
    return true;
  }
}
