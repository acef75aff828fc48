package dev.tailrace.agent;

import dev.tailrace.agent.http.HttpMetrics;
import dev.tailrace.platform.redaction.RedactionListener;
import io.prometheus.client.Collector;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import io.prometheus.client.Gauge;
import io.prometheus.client.Summary;
import java.util.List;

/**
 * The agent's metrics. Counters begin at 0 with the process. What they mean and how they relate is
 * written in {@code docs/metrics-agent.md}, and a test holds the two together.
 */
final class AgentMetrics {
  final Counter linesRead = counter("lines_read", "Lines read from sources");
  final Counter bytesRead =
      counter("bytes_read", "Bytes read from sources, decompressed, some of them again");
  final Counter linesAcknowledged = counter("lines_acknowledged", "Lines that Kafka has");
  final Counter truncatedLines = counter("truncated_lines", "Lines cut at max-line");
  final Counter sendErrors = counter("send_errors", "Failed attempts to send");
  final Counter deadLetters =
      counter("dead_letters", "Lines that the broker refuses, sent to logs.dlq");
  final Counter dropped = counter("dropped_lines", "Lines given up, by reason", "reason");
  final Counter lostBytes =
      counter("lost_bytes", "Bytes seen in files that were gone before they were read", "reason");
  final Counter configReloads =
      counter("config_reloads", "Changed configurations, by what became of them", "result");
  final Counter checkpointFailures =
      counter("checkpoint_failures", "Failed attempts to save the checkpoint");
  final Summary checkpointSeconds =
      Summary.build("tailrace_agent_checkpoint_seconds", "Time taken by saving the checkpoint")
          .create();
  final Counter redactions = counter("redactions", "Secrets taken out of lines, by rule", "rule");
  final Counter refusedLiterals =
      counter(
          "refused_literals",
          "Values declared secret that are not looked for: a job has declared too many");
  final Gauge files = gauge("files", "Sources followed now");
  final Gauge openFiles = gauge("open_files", "Files held open now");
  final Gauge watchedDirectories =
      gauge("watched_directories", "Directories that the system reports changes of");
  final Gauge unreadBytes = gauge("unread_bytes", "Bytes behind the last acknowledged lines");
  final Gauge deletedUnreadBytes =
      gauge("deleted_unread_bytes", "Bytes not yet read of files that no path leads to any more");
  final FileLags fileLags = new FileLags();
  final HttpMetrics http = new HttpMetrics();

  AgentMetrics() {
    for (Loss loss : Loss.values()) {
      lostBytes.labels(loss.label());
    }
    dropped.labels("refused");
    configReloads.labels("applied");
    configReloads.labels("refused");
  }

  /** Counts bytes that were seen and cannot be read any more. */
  void lost(Loss reason, long bytes) {
    lostBytes.labels(reason.label()).inc((double) bytes);
  }

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
            lostBytes,
            configReloads,
            checkpointFailures,
            checkpointSeconds,
            files,
            openFiles,
            watchedDirectories,
            unreadBytes,
            deletedUnreadBytes,
            fileLags);
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

  private static Counter counter(String name, String help, String... labels) {
    return Counter.build("tailrace_agent_" + name + "_total", help).labelNames(labels).create();
  }

  private static Gauge gauge(String name, String help) {
    return Gauge.build("tailrace_agent_" + name, help).create();
  }
}
