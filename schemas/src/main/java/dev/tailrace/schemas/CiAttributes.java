package dev.tailrace.schemas;

/**
 * Names of the attributes of a {@link CiEvent}: those of OpenTelemetry's CI/CD and VCS semantic
 * conventions where there is one, and {@code tailrace.*} where there is none. Durations are in
 * seconds, sizes in bytes.
 */
public final class CiAttributes {
  public static final String PIPELINE_NAME = "cicd.pipeline.name";
  public static final String RUN_ID = "cicd.pipeline.run.id";
  public static final String RUN_RESULT = "cicd.pipeline.result";
  public static final String TASK_NAME = "cicd.pipeline.task.name";
  public static final String TASK_RUN_ID = "cicd.pipeline.task.run.id";
  public static final String TASK_RUN_RESULT = "cicd.pipeline.task.run.result";
  public static final String WORKER_ID = "cicd.worker.id";
  public static final String WORKER_STATE = "cicd.worker.state";
  public static final String REPOSITORY = "vcs.repository.name";
  public static final String OWNER = "vcs.owner.name";
  public static final String REF_NAME = "vcs.ref.head.name";
  public static final String REF_REVISION = "vcs.ref.head.revision";
  public static final String TEST_SUITE = "test.suite.name";
  public static final String TEST_CASE = "test.case.name";
  public static final String TEST_RESULT = "test.case.result.status";
  public static final String OS = "os.type";
  public static final String REGION = "cloud.region";

  /** Which try of a run: 1, 2, ... */
  public static final String RUN_ATTEMPT = "tailrace.run.attempt";

  public static final String TRIGGER_EVENT = "tailrace.run.trigger_event";
  public static final String PRIORITY = "tailrace.job.priority";

  /** The labels a job asks its runner to have, joined by commas. */
  public static final String RUNNER_LABELS = "tailrace.runner.labels";

  public static final String RUNNER_POOL = "tailrace.runner.pool";
  public static final String STEP_NUMBER = "tailrace.step.number";
  public static final String STEP_NAME = "tailrace.step.name";
  public static final String QUEUE_WAIT = "tailrace.queue_wait_seconds";
  public static final String DURATION = "tailrace.duration_seconds";
  public static final String OPERATION = "tailrace.operation";
  public static final String RESULT = "tailrace.result";
  public static final String CACHE_TYPE = "tailrace.cache.type";
  public static final String SIZE = "tailrace.size_bytes";
  public static final String DECISION_TYPE = "tailrace.scheduler.decision_type";
  public static final String WEBHOOK_EVENT = "tailrace.webhook.event_type";

  /** Whether every line of a job's log is known to have come. */
  public static final String LOG_COMPLETE = "tailrace.log.complete";

  public static final String LOG_INCOMPLETE_REASON = "tailrace.log.incomplete_reason";

  /** 1, and one more for each correction of an event; the highest counts. */
  public static final String LOG_REVISION = "tailrace.log.revision";

  public static final String LOG_SOURCES = "tailrace.log.sources";
  public static final String LOG_LINES = "tailrace.log.lines";
  public static final String LOG_BYTES = "tailrace.log.bytes";

  /** The lowest byte at which a line of the job began in its source. */
  public static final String LOG_FIRST_OFFSET = "tailrace.log.first_offset";

  public static final String LOG_LAST_OFFSET = "tailrace.log.last_offset";
  public static final String LOG_GAPS = "tailrace.log.gaps";
  public static final String LOG_GAP_BYTES = "tailrace.log.gap_bytes";
  public static final String LOG_DUPLICATES = "tailrace.log.duplicates";
  public static final String LOG_FAILED_LINES = "tailrace.log.failed_lines";
  public static final String LOG_ERRORS = "tailrace.log.errors";
  public static final String LOG_END_SEEN = "tailrace.log.end_seen";
  public static final String FAILURE_EVENT_ID = "tailrace.failure.event_id";
  public static final String FAILURE_MESSAGE = "tailrace.failure.message";
  public static final String FAILURE_FINGERPRINT = "tailrace.failure.fingerprint";

  private CiAttributes() {}
}
