package dev.tailrace.testing.simulator;

import java.util.List;

/** The platform's metrics of which account is kept, under the names that Prometheus knows. */
final class Metric {
  static final String JOBS = "cicd_jobs_total";
  static final String RUNS = "cicd_pipeline_runs_total";
  static final String CACHE = "cicd_cache_operations_total";
  static final String DECISIONS = "cicd_scheduler_decisions_total";
  static final String JOB_DURATION = "cicd_job_duration_seconds";
  static final String QUEUE_WAIT = "cicd_job_queue_wait_seconds";
  static final String RUN_DURATION = "cicd_pipeline_run_duration_seconds";
  static final String DECISION_LATENCY = "cicd_scheduler_decision_latency_seconds";

  private static final List<Long> JOB_SECONDS =
      List.of(10L, 30L, 60L, 120L, 300L, 600L, 1200L, 1800L, 3600L);
  private static final List<Long> WAIT_SECONDS = List.of(1L, 5L, 10L, 30L, 60L, 120L, 300L, 600L);
  private static final List<Long> RUN_SECONDS =
      List.of(30L, 60L, 120L, 300L, 600L, 1200L, 1800L, 3600L, 7200L);
  private static final List<Long> LATENCY_MILLIS =
      List.of(1L, 5L, 10L, 25L, 50L, 100L, 250L, 500L, 1000L);

  private Metric() {}

  /** The upper bounds of a histogram's buckets, in milliseconds. */
  static List<Long> bounds(String histogram) {
    return switch (histogram) {
      case JOB_DURATION -> millis(JOB_SECONDS);
      case QUEUE_WAIT -> millis(WAIT_SECONDS);
      case RUN_DURATION -> millis(RUN_SECONDS);
      case DECISION_LATENCY -> LATENCY_MILLIS;
      default -> throw new IllegalArgumentException("no histogram: " + histogram);
    };
  }

  private static List<Long> millis(List<Long> seconds) {
    return seconds.stream().map(bound -> bound * 1000).toList();
  }
}
