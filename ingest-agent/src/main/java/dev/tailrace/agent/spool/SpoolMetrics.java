package dev.tailrace.agent.spool;

import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Gauge;
import io.prometheus.client.Histogram;

/** The spool's metrics. */
public final class SpoolMetrics {
  final Gauge bytes =
      Gauge.build("tailrace_agent_spool_bytes", "Bytes in the spool").labelNames("tenant").create();
  final Gauge oldestSeconds =
      Gauge.build("tailrace_agent_spool_oldest_seconds", "Age of the oldest segment in the spool")
          .create();
  final Histogram syncSeconds =
      Histogram.build("tailrace_agent_spool_sync_seconds", "Time to write a group and sync it")
          .buckets(0.001, 0.005, 0.025, 0.1, 0.5, 2.5)
          .create();

  public void register(CollectorRegistry registry) {
    registry.register(bytes);
    registry.register(oldestSeconds);
    registry.register(syncSeconds);
  }
}
