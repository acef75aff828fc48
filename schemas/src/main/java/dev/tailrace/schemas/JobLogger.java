package dev.tailrace.schemas;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The lines that a service writes about one job. Their messages are the ids of {@link CiEventType},
 * which is how the router knows them again.
 */
public final class JobLogger {
  private final StructuredLogger log;

  /**
   * @param log the service's logger
   * @param job what identifies the job: at least {@link ContextKeys#RUN_ID} and {@link
   *     ContextKeys#JOB_ID}; also repository, workflow, attempt, labels
   */
  public JobLogger(StructuredLogger log, Map<String, ?> job) {
    this.log = log.bind(job);
  }

  public void jobQueued(String priority) {
    info(CiEventType.JOB_QUEUED, Map.of(ContextKeys.PRIORITY, priority));
  }

  public void jobStarted(String runnerId, Duration queueWait, String priority) {
    info(
        CiEventType.JOB_STARTED,
        Map.of(
            ContextKeys.RUNNER_ID, runnerId,
            ContextKeys.QUEUE_WAIT_MS, queueWait.toMillis(),
            ContextKeys.PRIORITY, priority));
  }

  /**
   * @param number of the step within its job, from 1
   */
  public void stepCompleted(int number, String name, CiResult result, Duration duration) {
    info(
        CiEventType.STEP_COMPLETED,
        Map.of(
            "step_number",
            number,
            "step_name",
            name,
            ContextKeys.CONCLUSION,
            result.id(),
            ContextKeys.DURATION_MS,
            duration.toMillis()));
  }

  public void jobCompleted(CiResult result, Duration total, int steps, boolean cacheHit) {
    info(
        CiEventType.JOB_COMPLETED,
        Map.of(
            ContextKeys.CONCLUSION,
            result.id(),
            ContextKeys.TOTAL_DURATION_MS,
            total.toMillis(),
            "steps_executed",
            steps,
            ContextKeys.CACHE_HIT,
            cacheHit));
  }

  /** Any other event of this job. */
  public void info(CiEventType type, Map<String, ?> context) {
    log.info(type.id(), context);
  }

  public void error(String errorType, String message, Map<String, ?> context) {
    Map<String, Object> all = new LinkedHashMap<>(context);
    all.put("error_type", errorType);
    log.error(message, all);
  }
}
