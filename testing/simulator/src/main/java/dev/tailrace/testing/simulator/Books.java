package dev.tailrace.testing.simulator;

import dev.tailrace.schemas.CiResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Keeps account of what is written. Safe for use by several threads. */
final class Books {
  private static final String COMPLETED = "completed";

  private final Map<String, Long> lines = new HashMap<>();
  private final Map<Series, Long> counters = new HashMap<>();
  private final Map<Series, Histogram> histograms = new HashMap<>();

  /** Begins with what an earlier session left. */
  synchronized void add(Truth truth) {
    truth.lines().forEach((kind, count) -> lines.merge(kind, count, Long::sum));
    truth.counters().forEach((series, count) -> counters.merge(series, count, Long::sum));
    truth.distributions().forEach((series, added) -> histogram(series).add(added));
  }

  synchronized void lines(String kind, long count) {
    lines.merge(kind, count, Long::sum);
  }

  void jobStarted(String priority, String labels, long queueWaitMillis) {
    observe(
        Series.of(Metric.QUEUE_WAIT, "priority", priority, "runner_labels", labels),
        queueWaitMillis);
  }

  void jobCompleted(CiResult result, String labels) {
    count(
        Series.of(
            Metric.JOBS, "status", COMPLETED, "conclusion", result.id(), "runner_labels", labels));
  }

  void jobDuration(CiResult result, String labels, long millis) {
    observe(Series.of(Metric.JOB_DURATION, "status", result.id(), "runner_labels", labels), millis);
  }

  void runCompleted(CiResult result, String trigger, String repository, long millis) {
    count(
        Series.of(
            Metric.RUNS,
            "status",
            result.id(),
            "trigger_event",
            trigger,
            "repository",
            repository));
    observe(
        Series.of(Metric.RUN_DURATION, "status", result.id(), "repository", repository), millis);
  }

  void cacheOperation(String operation, String result, String type) {
    count(Series.of(Metric.CACHE, "operation", operation, "result", result, "cache_type", type));
  }

  void schedulerDecision(String type, long millis) {
    count(Series.of(Metric.DECISIONS, "decision_type", type));
    observe(Series.of(Metric.DECISION_LATENCY), millis);
  }

  private synchronized void count(Series series) {
    counters.merge(series, 1L, Long::sum);
  }

  private synchronized void observe(Series series, long millis) {
    histogram(series).observe(millis);
  }

  private Histogram histogram(Series series) {
    return histograms.computeIfAbsent(series, s -> new Histogram(Metric.bounds(s.name())));
  }

  synchronized Truth truth() {
    TreeMap<Series, Distribution> distributions = new TreeMap<>();
    histograms.forEach((series, histogram) -> distributions.put(series, histogram.snapshot()));
    return new Truth(new TreeMap<>(lines), new TreeMap<>(counters), distributions);
  }

  private static final class Histogram {
    private final List<Long> bounds;
    private final long[] counts;
    private long sumMillis;

    Histogram(List<Long> bounds) {
      this.bounds = bounds;
      this.counts = new long[bounds.size() + 1];
    }

    void observe(long millis) {
      int bucket = 0;
      while (bucket < bounds.size() && millis > bounds.get(bucket)) {
        bucket++;
      }
      counts[bucket]++;
      sumMillis += millis;
    }

    void add(Distribution other) {
      for (int i = 0; i < counts.length; i++) {
        counts[i] += other.counts().get(i);
      }
      sumMillis += other.sumMillis();
    }

    Distribution snapshot() {
      List<Long> copy = new ArrayList<>(counts.length);
      for (long count : counts) {
        copy.add(count);
      }
      return new Distribution(bounds, copy, sumMillis);
    }
  }
}
