package dev.tailrace.platform.kafka;

import io.prometheus.client.Collector;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/**
 * Shows what matters of a Kafka client's own metrics as {@code tailrace_kafka_client} with the
 * metric's Kafka name, group and tags as labels.
 */
public final class KafkaMetricsCollector extends Collector {
  private static final Set<String> SHOWN =
      Set.of(
          "records-consumed-total",
          "records-lag-max",
          "record-send-total",
          "record-error-total",
          "record-retry-total",
          "byte-total",
          "outgoing-byte-total",
          "process-total",
          "dropped-records-total",
          "duplicate-records-total",
          "gaps-total",
          "gap-bytes-total",
          "failed-records-total",
          "held-back-records-total",
          "commit-latency-max",
          "failed-stream-threads",
          "alive-stream-threads",
          "last-rebalance-seconds-ago",
          "rebalance-total");
  private static final List<String> LABELS =
      List.of("name", "group", "client_id", "topic", "task_id", "node");

  private final Supplier<? extends Map<MetricName, ? extends Metric>> metrics;

  /**
   * @param metrics the client's {@code metrics()}
   */
  public KafkaMetricsCollector(Supplier<? extends Map<MetricName, ? extends Metric>> metrics) {
    this.metrics = metrics;
  }

  @Override
  public List<MetricFamilySamples> collect() {
    Map<List<String>, Double> values = new LinkedHashMap<>();
    for (Metric metric : metrics.get().values()) {
      MetricName name = metric.metricName();
      if (SHOWN.contains(name.name()) && metric.metricValue() instanceof Number number) {
        values.put(labels(name), number.doubleValue());
      }
    }
    List<MetricFamilySamples.Sample> samples = new ArrayList<>();
    values.forEach(
        (labels, value) ->
            samples.add(
                new MetricFamilySamples.Sample("tailrace_kafka_client", LABELS, labels, value)));
    return List.of(
        new MetricFamilySamples(
            "tailrace_kafka_client", Type.GAUGE, "Kafka's own client metrics", samples));
  }

  private static List<String> labels(MetricName name) {
    Map<String, String> tags = name.tags();
    return List.of(
        name.name(),
        name.group(),
        tags.getOrDefault("client-id", tags.getOrDefault("thread-id", "")),
        tags.getOrDefault("topic", ""),
        tags.getOrDefault("task-id", ""),
        tags.getOrDefault("node", tags.getOrDefault("processor-node-id", "")));
  }
}
