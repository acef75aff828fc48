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

  private CiAttributes() {}
}
