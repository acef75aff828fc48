package dev.tailrace.sinks.metrics;

import dev.tailrace.platform.kafka.KafkaConfig;
import dev.tailrace.platform.management.Component;
import dev.tailrace.platform.management.Health;
import dev.tailrace.platform.streams.StreamsComponent;
import dev.tailrace.platform.streams.StreamsSettings;
import io.prometheus.client.CollectorRegistry;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.LogAndContinueExceptionHandler;

/**
 * Derives metrics from CI events and serves them: counters and histograms that live in Kafka
 * Streams state, survive crashes and count every job once.
 */
public final class MetricsComponent implements Component {
  private static final String NAME = "metrics";

  private final StreamsComponent topology;

  public MetricsComponent(KafkaConfig kafka, StreamsSettings streams, MetricsConfig config) {
    topology =
        new StreamsComponent(
            NAME, MetricsTopology.build(config), kafka, skippingBadEvents(streams));
  }

  /** A record that is no CI event moves nothing; it must not stop those that are. */
  private static StreamsSettings skippingBadEvents(StreamsSettings settings) {
    Map<String, String> properties = new HashMap<>();
    properties.put(
        StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG,
        LogAndContinueExceptionHandler.class.getName());
    properties.putAll(settings.properties());
    return settings.withProperties(properties);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void start() {
    topology.start();
  }

  @Override
  public Health check() {
    return topology.check();
  }

  @Override
  public void register(CollectorRegistry registry) {
    topology.register(registry);
    registry.register(
        new SeriesCollector(MetricCatalogue.ALL, new LocalSeries(topology.streams())));
  }

  @Override
  public void close() {
    topology.close();
  }
}
