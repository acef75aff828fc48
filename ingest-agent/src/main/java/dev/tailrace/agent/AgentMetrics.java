package dev.tailrace.agent;

import dev.tailrace.agent.http.HttpMetrics;
import dev.tailrace.platform.redaction.RedactionListener;
import io.prometheus.client.Collector;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import io.prometheus.client.Gauge;
import java.util.List;

/** The agent's metrics. Counters begin at 0 with the process. */
final class AgentMetrics {
  final Counter linesRead = counter("lines_read", "Lines read from sources");
  final Counter bytesRead =
      counter("bytes_read", "Bytes read from sources, decompressed, some of them again");
  final Counter linesAcknowledged = counter("lines_acknowledged", "Lines that Kafka has");
  final Counter truncatedLines = counter("truncated_lines", "Lines cut at max-line");
  final Counter sendErrors = counter("send_errors", "Failed attempts to send");
  final Counter deadLetters =
      counter("dead_letters", "Lines that the broker refuses, sent to logs.dlq");
  final Counter dropped =
      Counter.build("tailrace_agent_dropped_lines_total", "Lines given up, by reason")
          .labelNames("reason")
          .create();
  final Counter redactions =
      Counter.build("tailrace_redactions_total", "Secrets taken out of lines, by rule")
          .labelNames("rule")
          .create();
  final Counter refusedLiterals =
      Counter.build(
              "tailrace_redaction_refused_literals_total",
              "Values declared secret that are not looked for: a job has declared too many")
          .create();
  final Gauge files = gauge("files", "Sources followed now");
  final Gauge unreadBytes = gauge("unread_bytes", "Bytes behind the last acknowledged lines");

  final HttpMetrics http = new HttpMetrics();

  void register(CollectorRegistry registry) {
    List<Collector> all =
        List.of(
            linesRead,
            bytesRead,
            linesAcknowledged,
            truncatedLines,
            sendErrors,
            deadLetters,
            dropped,
            redactions,
            refusedLiterals,
            files,
            unreadBytes);
    all.forEach(registry::register);
    http.register(registry);
  }

  /** Counts what is redacted. */
  RedactionListener redactionListener() {
    return new RedactionListener() {
      @Override
      public void redacted(String rule) {
        redactions.labels(rule).inc();
      }

      @Override
      public void literalRefused() {
        refusedLiterals.inc();
      }
    };
  }

  private static Counter counter(String name, String help) {
    return Counter.build("tailrace_agent_" + name + "_total", help).create();
  }

  private static Gauge gauge(String name, String help) {
    return Gauge.build("tailrace_agent_" + name, help).create();
  }
}
