package dev.tailrace.sinks.livetail;

import io.prometheus.client.Collector;
import io.prometheus.client.CounterMetricFamily;
import io.prometheus.client.GaugeMetricFamily;
import java.util.List;

/** What the live tail tells of itself. */
final class TailMetrics extends Collector {
  private final Watchers watchers;
  private final TailConsumer consumer;
  private final Leases leases;
  private final LeaseAnnouncer announcer;

  TailMetrics(Watchers watchers, TailConsumer consumer, Leases leases, LeaseAnnouncer announcer) {
    this.watchers = watchers;
    this.consumer = consumer;
    this.leases = leases;
    this.announcer = announcer;
  }

  @Override
  public List<MetricFamilySamples> collect() {
    return List.of(
        new GaugeMetricFamily("tailrace_live_tail_watchers", "Who watches now", watchers.count()),
        new CounterMetricFamily(
            "tailrace_live_tail_lines_total", "Lines read for the live tail", watchers.lines()),
        new CounterMetricFamily(
            "tailrace_live_tail_dropped_total",
            "Lines that a watcher was too slow for",
            watchers.dropped()),
        new CounterMetricFamily(
            "tailrace_live_tail_unreadable_total",
            "Records that are no log event",
            consumer.unreadable()),
        new GaugeMetricFamily(
            "tailrace_live_tail_leases", "Queries that somebody follows now", leases.count()),
        new CounterMetricFamily(
            "tailrace_live_tail_lease_failures_total",
            "Leases that could not be written",
            announcer.failures()));
  }
}
