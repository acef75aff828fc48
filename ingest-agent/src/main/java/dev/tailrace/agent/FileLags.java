package dev.tailrace.agent;

import io.prometheus.client.Collector;
import io.prometheus.client.GaugeMetricFamily;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How far behind the files are that are farthest behind; so many and no more. */
final class FileLags extends Collector {
  private static final int MOST = 20;
  private static final String NAME = "tailrace_agent_file_unread_bytes";
  private static final String HELP =
      "Bytes behind the last acknowledged line, of the 20 files that have most";

  private volatile Map<String, Long> lags = Map.of();

  /** Takes over how things are now. */
  void set(Collection<Tail> tails) {
    Map<String, Long> most = new LinkedHashMap<>();
    tails.stream()
        .filter(tail -> tail instanceof DiskTail && tail.unread() > 0)
        .sorted(Comparator.comparingLong(Tail::unread).reversed())
        .limit(MOST)
        .forEach(tail -> most.merge(((DiskTail) tail).path().toString(), tail.unread(), Long::sum));
    lags = most;
  }

  @Override
  public List<MetricFamilySamples> collect() {
    GaugeMetricFamily family = new GaugeMetricFamily(NAME, HELP, List.of("path"));
    lags.forEach((path, unread) -> family.addMetric(List.of(path), (double) unread));
    return List.of(family);
  }
}
