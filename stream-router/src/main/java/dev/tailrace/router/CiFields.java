package dev.tailrace.router;

import dev.tailrace.schemas.CiAttributes;
import dev.tailrace.schemas.CiEventType;
import dev.tailrace.schemas.ContextKeys;
import java.util.List;

/** The table of what a line's context says about a CI event. */
final class CiFields {
  /** Where two rows fill one attribute, the first that has a value counts. */
  private static final List<CiField> COMMON =
      List.of(
          CiField.text(ContextKeys.RUN_ID, CiAttributes.RUN_ID),
          CiField.number(ContextKeys.ATTEMPT, CiAttributes.RUN_ATTEMPT),
          CiField.text(ContextKeys.JOB_ID, CiAttributes.TASK_RUN_ID),
          CiField.text(ContextKeys.JOB_NAME, CiAttributes.TASK_NAME),
          CiField.text(ContextKeys.REPOSITORY, CiAttributes.REPOSITORY),
          CiField.text(ContextKeys.ORGANIZATION, CiAttributes.OWNER),
          CiField.text(ContextKeys.WORKFLOW, CiAttributes.PIPELINE_NAME),
          CiField.text("trigger_event", CiAttributes.TRIGGER_EVENT),
          CiField.text("branch", CiAttributes.REF_NAME),
          CiField.text("sha", CiAttributes.REF_REVISION),
          CiField.text(ContextKeys.RUNNER_ID, CiAttributes.WORKER_ID),
          CiField.list(ContextKeys.RUNNER_LABELS, CiAttributes.RUNNER_LABELS),
          CiField.text(ContextKeys.POOL_ID, CiAttributes.RUNNER_POOL),
          CiField.text("os", CiAttributes.OS),
          CiField.text("region", CiAttributes.REGION),
          CiField.text("status", CiAttributes.WORKER_STATE),
          CiField.text(ContextKeys.PRIORITY, CiAttributes.PRIORITY),
          CiField.seconds(ContextKeys.QUEUE_WAIT_MS, CiAttributes.QUEUE_WAIT),
          CiField.seconds(ContextKeys.TOTAL_DURATION_MS, CiAttributes.DURATION),
          CiField.seconds(ContextKeys.DURATION_MS, CiAttributes.DURATION),
          CiField.number("step_number", CiAttributes.STEP_NUMBER),
          CiField.text("step_name", CiAttributes.STEP_NAME),
          CiField.text("test_suite", CiAttributes.TEST_SUITE),
          CiField.text("test_name", CiAttributes.TEST_CASE),
          CiField.text("outcome", CiAttributes.TEST_RESULT),
          CiField.text("operation", CiAttributes.OPERATION),
          CiField.text("result", CiAttributes.RESULT),
          CiField.text("cache_type", CiAttributes.CACHE_TYPE),
          CiField.number("size_bytes", CiAttributes.SIZE),
          CiField.text("decision_type", CiAttributes.DECISION_TYPE),
          CiField.text("event_type", CiAttributes.WEBHOOK_EVENT));

  private CiFields() {}

  static List<CiField> common() {
    return COMMON;
  }

  /** A conclusion is that of the run, of the job, or of the step. */
  static CiField conclusion(CiEventType type) {
    return CiField.result(
        ContextKeys.CONCLUSION,
        switch (type) {
          case RUN_STARTED, RUN_COMPLETED -> CiAttributes.RUN_RESULT;
          case JOB_QUEUED, JOB_STARTED, JOB_COMPLETED -> CiAttributes.TASK_RUN_RESULT;
          default -> CiAttributes.RESULT;
        });
  }
}
