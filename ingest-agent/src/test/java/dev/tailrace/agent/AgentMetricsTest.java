package dev.tailrace.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.client.Collector.MetricFamilySamples;
import io.prometheus.client.CollectorRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The metrics and the document that explains them say the same. */
final class AgentMetricsTest {
  private static final Path DOCUMENT = Path.of("..", "docs", "metrics-agent.md");

  private static List<MetricFamilySamples> families() {
    CollectorRegistry registry = new CollectorRegistry();
    new AgentMetrics().register(registry);
    return Collections.list(registry.metricFamilySamples());
  }

  private static List<List<String>> rows(String firstCell) throws IOException {
    List<List<String>> rows = new ArrayList<>();
    for (String line : Files.readAllLines(DOCUMENT)) {
      if (line.startsWith("| `" + firstCell)) {
        String[] cells = line.replace("`", "").split("\\|", -1);
        rows.add(List.of(cells).subList(1, cells.length - 1).stream().map(String::strip).toList());
      }
    }
    return rows;
  }

  @Test
  void everyMetricIsInTheDocumentWithItsTypeAndHelp() throws IOException {
    List<List<String>> documented =
        rows("tailrace_agent_").stream()
            .map(row -> List.of(row.get(0), row.get(1), row.get(3)))
            .toList();
    List<List<String>> served =
        families().stream().map(f -> List.of(name(f), type(f), f.help)).toList();

    assertThat(documented).containsExactlyInAnyOrderElementsOf(served);
  }

  private static String name(MetricFamilySamples family) {
    return type(family).equals("counter") ? family.name + "_total" : family.name;
  }

  private static String type(MetricFamilySamples family) {
    return family.type.name().toLowerCase(Locale.ROOT);
  }

  @Test
  void everyReasonIsInTheDocumentAndServedFromTheStart() throws IOException {
    Set<String> served = new TreeSet<>();
    families().stream()
        .flatMap(family -> family.samples.stream())
        .filter(sample -> sample.name.endsWith("_total") && !sample.labelValues.isEmpty())
        .forEach(
            sample ->
                served.add(
                    sample.name.replaceAll("tailrace_agent_|_total", "")
                        + " "
                        + sample.labelValues.get(0)));
    Set<String> documented = new TreeSet<>();
    for (String metric : List.of("dropped_lines", "lost_bytes", "config_reloads")) {
      rows(metric).forEach(row -> documented.add(row.get(0) + " " + row.get(1)));
    }

    assertThat(documented).isEqualTo(served);
  }

  @Test
  void labelsAreAsDocumented() throws IOException {
    List<String> labelled =
        rows("tailrace_agent_").stream()
            .filter(row -> !row.get(2).isEmpty())
            .map(row -> row.get(0))
            .toList();
    List<String> served =
        families().stream()
            .filter(f -> f.samples.stream().anyMatch(AgentMetricsTest::labelled))
            .map(AgentMetricsTest::name)
            .toList();
    List<String> servedLater = // once there is a file, a secret, a request or a tenant
        List.of(
            "tailrace_agent_file_unread_bytes",
            "tailrace_agent_redactions_total",
            "tailrace_agent_http_requests_total",
            "tailrace_agent_http_lines_total",
            "tailrace_agent_spool_bytes");

    assertThat(labelled)
        .containsAll(served)
        .containsAll(servedLater)
        .hasSize(served.size() + servedLater.size());
  }

  /** A histogram's buckets are no labels of its own. */
  private static boolean labelled(MetricFamilySamples.Sample sample) {
    return sample.labelNames.stream().anyMatch(label -> !label.equals("le"));
  }
}
