package dev.tailrace.platform.tracing;

import io.prometheus.client.Collector;
import io.prometheus.client.CounterMetricFamily;
import java.util.List;

/** Shows what has become of spans. */
final class TracingMetrics extends Collector {
  private final String role;
  private final SpanCounts counts;

  TracingMetrics(String role, SpanCounts counts) {
    this.role = role;
    this.counts = counts;
  }

  @Override
  public List<MetricFamilySamples> collect() {
    return List.of(
        new CounterMetricFamily(
                "tailrace_tracing_spans_total",
                "Spans of the pipeline's own work, by what became of them",
                List.of("role", "outcome"))
            .addMetric(List.of(role, "exported"), counts.exported.doubleValue())
            .addMetric(List.of(role, "dropped"), counts.dropped.doubleValue())
            .addMetric(List.of(role, "refused"), counts.refused.doubleValue()));
  }
}
