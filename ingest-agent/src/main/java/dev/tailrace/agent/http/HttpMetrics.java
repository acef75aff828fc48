package dev.tailrace.agent.http;

import dev.tailrace.agent.spool.SpoolMetrics;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;

/** The metrics of the HTTP inputs and their spool. Labels are bounded by the configuration. */
public final class HttpMetrics {
  final Counter requests =
      Counter.build("tailrace_agent_http_requests_total", "Requests that were answered")
          .labelNames("endpoint", "status")
          .create();
  final Counter lines =
      Counter.build("tailrace_agent_http_lines_total", "Lines that were stored for requests")
          .labelNames("tenant")
          .create();
  final SpoolMetrics spool = new SpoolMetrics();

  public void register(CollectorRegistry registry) {
    registry.register(requests);
    registry.register(lines);
    spool.register(registry);
  }
}
