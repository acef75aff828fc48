package dev.tailrace.sinks.metrics;

import static dev.tailrace.schemas.CiEventType.CACHE_OPERATION;
import static dev.tailrace.schemas.CiEventType.JOB_COMPLETED;
import static dev.tailrace.schemas.CiEventType.JOB_QUEUED;
import static dev.tailrace.schemas.CiEventType.JOB_STARTED;
import static dev.tailrace.schemas.CiEventType.RUN_COMPLETED;
import static dev.tailrace.schemas.CiEventType.RUN_STARTED;
import static dev.tailrace.schemas.CiEventType.SCHEDULER_DECISION;
import static dev.tailrace.sinks.metrics.Label.fixed;
import static dev.tailrace.sinks.metrics.Label.result;
import static dev.tailrace.sinks.metrics.Label.text;
import static dev.tailrace.sinks.metrics.MetricDefinition.counter;
import static dev.tailrace.sinks.metrics.MetricDefinition.histogram;

import dev.tailrace.schemas.CiAttributes;
import java.util.Arrays;
import java.util.List;

/** The metrics that are derived from CI events. Names, labels and buckets are the platform's. */
final class MetricCatalogue {
  static final List<MetricDefinition> ALL =
      List.of(
          counter(
              "cicd_pipeline_runs_total",
              "Total number of pipeline runs",
              RUN_COMPLETED,
              result("status", CiAttributes.RUN_RESULT),
              text("trigger_event", CiAttributes.TRIGGER_EVENT),
              text("repository", CiAttributes.REPOSITORY)),
          histogram(
              "cicd_pipeline_run_duration_seconds",
              "Pipeline execution duration",
              RUN_COMPLETED,
              new Measure(CiAttributes.DURATION, RUN_STARTED),
              buckets(30, 60, 120, 300, 600, 1200, 1800, 3600, 7200),
              result("status", CiAttributes.RUN_RESULT),
              text("repository", CiAttributes.REPOSITORY)),
          counter(
              "cicd_jobs_total",
              "Total number of jobs",
              JOB_COMPLETED,
              fixed("status", "completed"),
              result("conclusion", CiAttributes.TASK_RUN_RESULT),
              text("runner_labels", CiAttributes.RUNNER_LABELS)),
          histogram(
              "cicd_job_queue_wait_seconds",
              "Time jobs spend waiting in queue",
              JOB_STARTED,
              new Measure(CiAttributes.QUEUE_WAIT, JOB_QUEUED),
              buckets(1, 5, 10, 30, 60, 120, 300, 600),
              text("priority", CiAttributes.PRIORITY),
              text("runner_labels", CiAttributes.RUNNER_LABELS)),
          histogram(
              "cicd_job_duration_seconds",
              "Job execution duration",
              JOB_COMPLETED,
              new Measure(CiAttributes.DURATION, JOB_STARTED),
              buckets(10, 30, 60, 120, 300, 600, 1200, 1800, 3600),
              result("status", CiAttributes.TASK_RUN_RESULT),
              text("runner_labels", CiAttributes.RUNNER_LABELS)),
          counter(
              "cicd_cache_operations_total",
              "Cache operations",
              CACHE_OPERATION,
              text("operation", CiAttributes.OPERATION),
              text("result", CiAttributes.RESULT),
              text("cache_type", CiAttributes.CACHE_TYPE)),
          counter(
              "cicd_scheduler_decisions_total",
              "Scheduling decisions made",
              SCHEDULER_DECISION,
              text("decision_type", CiAttributes.DECISION_TYPE)),
          histogram(
              "cicd_scheduler_decision_latency_seconds",
              "Time to make scheduling decision",
              SCHEDULER_DECISION,
              new Measure(CiAttributes.DURATION, null),
              buckets(0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1)));

  private MetricCatalogue() {}

  private static List<Double> buckets(double... bounds) {
    return Arrays.stream(bounds).boxed().toList();
  }
}
