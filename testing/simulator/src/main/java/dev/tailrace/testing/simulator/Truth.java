package dev.tailrace.testing.simulator;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the simulated platform did, over all sessions in its directory. Counts only what a line in
 * the files says.
 *
 * <p>A job counts in {@code cicd_jobs_total} once for each attempt. A job that never started (it
 * was skipped, or cancelled in the queue) has a conclusion but neither duration nor queue wait.
 *
 * @param lines how many lines were written, by kind: the name of a service log without {@code
 *     .log}, or {@link #JOB_OUTPUT}
 * @param counters what the platform's counters should be
 * @param distributions what its histograms should be
 */
public record Truth(
    SortedMap<String, Long> lines,
    SortedMap<Series, Long> counters,
    SortedMap<Series, Distribution> distributions) {

  /** The kind of the lines that jobs write. */
  public static final String JOB_OUTPUT = "job-output";

  /** The metrics that {@link #compare(String)} looks at. */
  public static final Set<String> COMPARED =
      Set.of(Metric.JOBS, Metric.JOB_DURATION, Metric.QUEUE_WAIT, Metric.RUNS);

  public Truth {
    lines = copy(lines);
    counters = copy(counters);
    distributions = copy(distributions);
  }

  /** How many lines there are in all files. */
  public long totalLines() {
    return lines.values().stream().mapToLong(Long::longValue).sum();
  }

  /** How many jobs completed, however they ended. */
  public long jobsCompleted() {
    return total(Metric.JOBS);
  }

  /** How many runs completed, however they ended; each attempt counts. */
  public long runsCompleted() {
    return total(Metric.RUNS);
  }

  /** The sum of a counter over all its labels. */
  public long total(String counter) {
    return counters.entrySet().stream()
        .filter(entry -> entry.getKey().name().equals(counter))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /**
   * Compares the metrics of {@link #COMPARED} with what a process serves.
   *
   * @param prometheusText the text exposition format
   * @return a line for each series that is missing, unknown or different; empty if all agree
   */
  public List<String> compare(String prometheusText) {
    return compare(prometheusText, COMPARED);
  }

  /** Compares the metrics of these names only; see {@link #compare(String)}. */
  public List<String> compare(String prometheusText, Set<String> metrics) {
    return Comparison.differences(this, PrometheusText.parse(prometheusText), metrics);
  }

  private static <K extends Comparable<K>, V> SortedMap<K, V> copy(SortedMap<K, V> map) {
    return Collections.unmodifiableSortedMap(new TreeMap<>(map));
  }
}
