package dev.tailrace.schemas;

import java.util.Set;

/**
 * The keys of a log event's context that Tailrace knows, spelled as in the platform's log schema.
 */
public final class ContextKeys {
  public static final String ORGANIZATION = "organization";
  public static final String REPOSITORY = "repository";
  public static final String WORKFLOW = "workflow";
  public static final String RUN_ID = "run_id";
  public static final String ATTEMPT = "attempt";
  public static final String JOB_ID = "job_id";
  public static final String JOB_NAME = "job_name";
  public static final String RUNNER_ID = "runner_id";
  public static final String RUNNER_LABELS = "runner_labels";
  public static final String POOL_ID = "pool_id";
  public static final String PRIORITY = "priority";
  public static final String QUEUE_WAIT_MS = "queue_wait_ms";
  public static final String TOTAL_DURATION_MS = "total_duration_ms";
  public static final String DURATION_MS = "duration_ms";
  public static final String CONCLUSION = "conclusion";
  public static final String EXIT_CODE = "exit_code";
  public static final String CACHE_HIT = "cache_hit";
  public static final String EVENT = "event";

  public static final String TRIGGER_EVENT = "trigger_event";
  public static final String BRANCH = "branch";
  public static final String SHA = "sha";
  public static final String OS = "os";
  public static final String REGION = "region";

  /** Who may see a repository: public, internal or private. */
  public static final String VISIBILITY = "visibility";

  /** Who is responsible for a repository. */
  public static final String TEAM = "team";

  /** For how many days a repository wants its logs kept. */
  public static final String RETENTION_DAYS = "retention_days";

  public static final String STEP_NUMBER = "step_number";
  public static final String STEP_NAME = "step_name";

  /**
   * What a line of a test runner's output says of one test: an object of {@code suite}, {@code
   * name}, {@code outcome} (passed, failed, skipped) and, where known, {@code duration_ms}.
   */
  public static final String TEST = "test";

  /** Which output of a container a line was written to: stdout or stderr. */
  public static final String STREAM = "stream";

  /** How many bytes a line had that was truncated. */
  public static final String ORIGINAL_LENGTH = "tailrace.original_length";

  /** The SHA-256 of these bytes, 64 hex digits. */
  public static final String ORIGINAL_SHA256 = "tailrace.original_sha256";

  /** The time that its writer gave an event, where a rule has put another in its place. */
  public static final String ORIGINAL_TIMESTAMP = "tailrace.original_timestamp";

  /** What a job's own output claims about the keys of {@link #IDENTITY} is kept under this key. */
  public static final String CLAIMED = "claimed";

  /** The keys that say whose a line is, and what its owners want; only a trusted source may. */
  public static final Set<String> IDENTITY =
      Set.of(
          ORGANIZATION,
          REPOSITORY,
          WORKFLOW,
          RUN_ID,
          ATTEMPT,
          JOB_ID,
          JOB_NAME,
          RUNNER_ID,
          POOL_ID,
          VISIBILITY,
          TEAM,
          RETENTION_DAYS);

  private ContextKeys() {}
}
