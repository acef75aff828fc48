package dev.tailrace.sinks.metrics;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * Reads the series of all partitions that this instance has. While partitions move or state is
 * restored it gives what it read last: half of a sum would look to Prometheus like a restart.
 */
final class LocalSeries implements Supplier<Map<SeriesKey, SeriesValue>> {
  private final KafkaStreams streams;
  private volatile Map<SeriesKey, SeriesValue> last = Map.of();

  LocalSeries(KafkaStreams streams) {
    this.streams = streams;
  }

  @Override
  public Map<SeriesKey, SeriesValue> get() {
    if (streams.state() == KafkaStreams.State.RUNNING) {
      try {
        Map<SeriesKey, SeriesValue> read = read();
        if (streams.state() == KafkaStreams.State.RUNNING) {
          last = read;
        }
      } catch (InvalidStateStoreException e) {
        return last;
      }
    }
    return last;
  }

  private Map<SeriesKey, SeriesValue> read() {
    ReadOnlyKeyValueStore<SeriesKey, SeriesValue> store =
        streams.store(
            StoreQueryParameters.fromNameAndType(
                MetricsTopology.SERIES, QueryableStoreTypes.keyValueStore()));
    Map<SeriesKey, SeriesValue> sums = new HashMap<>();
    try (KeyValueIterator<SeriesKey, SeriesValue> all = store.all()) {
      while (all.hasNext()) {
        KeyValue<SeriesKey, SeriesValue> entry = all.next();
        sums.merge(entry.key, entry.value, SeriesValue::plus);
      }
    }
    return sums;
  }
}
