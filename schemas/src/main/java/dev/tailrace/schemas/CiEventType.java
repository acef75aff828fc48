package dev.tailrace.schemas;

import static dev.tailrace.schemas.CiAttributes.CACHE_TYPE;
import static dev.tailrace.schemas.CiAttributes.DECISION_TYPE;
import static dev.tailrace.schemas.CiAttributes.LOG_COMPLETE;
import static dev.tailrace.schemas.CiAttributes.OPERATION;
import static dev.tailrace.schemas.CiAttributes.REPOSITORY;
import static dev.tailrace.schemas.CiAttributes.RESULT;
import static dev.tailrace.schemas.CiAttributes.RUN_ID;
import static dev.tailrace.schemas.CiAttributes.RUN_RESULT;
import static dev.tailrace.schemas.CiAttributes.STEP_NUMBER;
import static dev.tailrace.schemas.CiAttributes.TASK_RUN_ID;
import static dev.tailrace.schemas.CiAttributes.TASK_RUN_RESULT;
import static dev.tailrace.schemas.CiAttributes.TEST_CASE;
import static dev.tailrace.schemas.CiAttributes.TEST_SUITE;
import static dev.tailrace.schemas.CiAttributes.WEBHOOK_EVENT;
import static dev.tailrace.schemas.CiAttributes.WORKER_ID;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The kinds of {@link CiEvent}, each with what it is about and what it must carry. */
public enum CiEventType {
  RUN_STARTED(Subject.RUN, RUN_ID),
  RUN_COMPLETED(Subject.RUN, RUN_ID, RUN_RESULT),
  JOB_QUEUED(Subject.JOB, RUN_ID, TASK_RUN_ID),
  JOB_STARTED(Subject.JOB, RUN_ID, TASK_RUN_ID),
  JOB_COMPLETED(Subject.JOB, RUN_ID, TASK_RUN_ID, TASK_RUN_RESULT),
  STEP_STARTED(Subject.JOB, RUN_ID, TASK_RUN_ID, STEP_NUMBER),
  STEP_COMPLETED(Subject.JOB, RUN_ID, TASK_RUN_ID, STEP_NUMBER),
  TEST_RESULT(Subject.JOB, RUN_ID, TASK_RUN_ID, TEST_SUITE, TEST_CASE, CiAttributes.TEST_RESULT),
  CACHE_OPERATION(Subject.JOB, RUN_ID, TASK_RUN_ID, OPERATION, RESULT, CACHE_TYPE),
  ARTIFACT_UPLOADED(Subject.JOB, RUN_ID, TASK_RUN_ID, RESULT),
  JOB_LOG(Subject.JOB, RUN_ID, TASK_RUN_ID, LOG_COMPLETE),
  RUNNER_REGISTERED(Subject.RUNNER, WORKER_ID),
  RUNNER_HEARTBEAT(Subject.RUNNER, WORKER_ID),
  RUNNER_DISCONNECTED(Subject.RUNNER, WORKER_ID),
  SCHEDULER_DECISION(Subject.PLATFORM, DECISION_TYPE),
  WEBHOOK_PROCESSED(Subject.PLATFORM, WEBHOOK_EVENT),
  PUSH_RECEIVED(Subject.PLATFORM, REPOSITORY);

  /** What an event is about; it decides the key and so the order. */
  public enum Subject {
    RUN,
    JOB,
    RUNNER,
    PLATFORM
  }

  private static final Map<String, CiEventType> BY_ID =
      Arrays.stream(values())
          .collect(Collectors.toUnmodifiableMap(CiEventType::id, Function.identity()));

  private final Subject subject;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<String> required;

  CiEventType(Subject subject, String... required) {
    this.subject = subject;
    this.required = List.of(required);
  }

  /** The name in documents and in the message of the log line that reports it: lower case. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  public Subject subject() {
    return subject;
  }

  /** The attributes without which the event means nothing. */
  public List<String> required() {
    return required;
  }

  /** Whether services report it in a line of their log; what is not, Tailrace finds by itself. */
  public boolean reported() {
    return this != JOB_LOG;
  }

  public static Optional<CiEventType> byId(String id) {
    return Optional.ofNullable(BY_ID.get(id));
  }
}
