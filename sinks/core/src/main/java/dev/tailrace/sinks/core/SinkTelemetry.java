package dev.tailrace.sinks.core;

import io.prometheus.client.Collector;
import io.prometheus.client.Counter;
import io.prometheus.client.Gauge;
import io.prometheus.client.Histogram;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Counts for one sink: {@code tailrace_sink_records_total{sink,result}}, {@code
 * tailrace_sink_unavailable{sink}} (1 while the store does not take records) and the histogram
 * {@code tailrace_log_delivery_latency_seconds{sink}}, from the moment a line was observed to the
 * moment it is durable.
 */
public final class SinkTelemetry extends Collector implements SinkMetrics {
  private static final double[] LATENCY_BUCKETS = {
    0.1, 0.25, 0.5, 1, 2.5, 5, 10, 15, 30, 60, 120, 300
  };

  private final Counter records =
      Counter.build("tailrace_sink_records_total", "Records dealt with, by what became of them")
          .labelNames("sink", "result")
          .create();
  private final Gauge unavailable =
      Gauge.build("tailrace_sink_unavailable", "1 while the store does not take records")
          .labelNames("sink")
          .create();
  private final Histogram latency =
      Histogram.build(
              "tailrace_log_delivery_latency_seconds",
              "From the moment a line was observed to the moment it is durable")
          .labelNames("sink")
          .buckets(LATENCY_BUCKETS)
          .create();

  private final Map<Result, Counter.Child> results = new EnumMap<>(Result.class);
  private final Gauge.Child unavailableChild;
  private final Histogram.Child latencyChild;
  private final InstantSource clock;

  /**
   * @param sink the sink's name, as in {@code sink-s3}
   */
  public SinkTelemetry(String sink) {
    this(sink, InstantSource.system());
  }

  SinkTelemetry(String sink, InstantSource clock) {
    this.clock = clock;
    for (Result result : Result.values()) {
      results.put(result, records.labels(sink, result.id()));
    }
    this.unavailableChild = unavailable.labels(sink);
    this.latencyChild = latency.labels(sink);
  }

  @Override
  public void settled(Result result, long recordTimestamp) {
    Timestamps one = new Timestamps();
    one.add(recordTimestamp);
    settled(result, one);
  }

  @Override
  public void settled(Result result, Timestamps recordTimestamps) {
    Objects.requireNonNull(results.get(result)).inc(recordTimestamps.size());
    if (result == Result.STORED) {
      long now = clock.millis();
      recordTimestamps.forEach(
          timestamp -> latencyChild.observe(Math.max(0, now - timestamp) / 1000.0));
    }
  }

  void unavailable(boolean now) {
    unavailableChild.set(now ? 1 : 0);
  }

  /** How many records had that result since the process started. */
  public long count(Result result) {
    return (long) Objects.requireNonNull(results.get(result)).get();
  }

  @Override
  public List<MetricFamilySamples> collect() {
    List<MetricFamilySamples> families = new ArrayList<>(records.collect());
    families.addAll(unavailable.collect());
    families.addAll(latency.collect());
    return families;
  }
}
