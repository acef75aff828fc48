package dev.tailrace.sinks.metrics;

import static org.apache.kafka.common.serialization.Serdes.ByteArray;
import static org.apache.kafka.common.serialization.Serdes.String;
import static org.apache.kafka.streams.state.Stores.keyValueStoreBuilder;
import static org.apache.kafka.streams.state.Stores.persistentKeyValueStore;
import static org.apache.kafka.streams.state.Stores.persistentWindowStore;
import static org.apache.kafka.streams.state.Stores.windowStoreBuilder;

import dev.tailrace.schemas.CiEvent;
import dev.tailrace.schemas.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;

/** Wires CI events to the stores from which metrics are read. */
public final class MetricsTopology {
  /** What is known of each job and run, by {@link CiEvent#key()}. */
  public static final String JOBS = "jobs";

  /** The ids of events that were counted one by one. */
  public static final String EVENTS = "events";

  /** The values of all series. */
  public static final String SERIES = "series";

  private MetricsTopology() {}

  /** The topology, reading {@link Topics#CI_EVENTS}. */
  public static Topology build(MetricsConfig config) {
    return build(config, MetricCatalogue.ALL);
  }

  static Topology build(MetricsConfig config, List<MetricDefinition> catalogue) {
    StreamsBuilder builder = new StreamsBuilder();
    builder.stream(
            Topics.CI_EVENTS.name(),
            Consumed.with(Topics.CI_EVENTS.keys(), Topics.CI_EVENTS.values()).withName("ci-events"))
        .process(new Supplier(config, catalogue), Named.as("derive-metrics"));
    return builder.build();
  }

  private record Supplier(MetricsConfig config, List<MetricDefinition> catalogue)
      implements ProcessorSupplier<String, CiEvent, Void, Void> {

    @Override
    public Processor<String, CiEvent, Void, Void> get() {
      return new MetricsProcessor(config, catalogue);
    }

    @Override
    public Set<StoreBuilder<?>> stores() {
      Duration remembered = config.forgetAfter();
      return Set.of(
          keyValueStoreBuilder(persistentKeyValueStore(JOBS), String(), StateSerdes.JOB),
          windowStoreBuilder(
              persistentWindowStore(EVENTS, remembered, Duration.ofMillis(1), false),
              String(),
              ByteArray()),
          keyValueStoreBuilder(
              persistentKeyValueStore(SERIES), StateSerdes.SERIES_KEY, StateSerdes.SERIES_VALUE));
    }
  }
}
