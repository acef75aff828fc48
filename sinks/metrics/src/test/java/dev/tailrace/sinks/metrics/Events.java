package dev.tailrace.sinks.metrics;

import dev.tailrace.schemas.CiAttributes;
import dev.tailrace.schemas.CiEvent;
import dev.tailrace.schemas.CiEventType;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Events of one platform, some seconds after a certain noon. */
final class Events {
  static final Instant NOON = Instant.parse("2026-01-15T12:00:00Z");

  private Events() {}

  static CiEvent of(CiEventType type, String id, long second, Map<String, Object> attributes) {
    return new CiEvent(id, type, NOON.plusSeconds(second), null, null, attributes);
  }

  static CiEvent job(CiEventType type, String job, long second, Map<String, Object> more) {
    Map<String, Object> all = new HashMap<>(more);
    all.put(CiAttributes.RUN_ID, "run-1");
    all.put(CiAttributes.TASK_RUN_ID, job);
    return of(type, type.id() + "-of-" + job, second, all);
  }

  static CiEvent queued(String job) {
    return job(
        CiEventType.JOB_QUEUED,
        job,
        0,
        Map.of(CiAttributes.RUNNER_LABELS, "linux,x64", CiAttributes.PRIORITY, "normal"));
  }

  static CiEvent started(String job) {
    return job(CiEventType.JOB_STARTED, job, 7, Map.of(CiAttributes.QUEUE_WAIT, 6.5));
  }

  static CiEvent completed(String job, String result) {
    return job(
        CiEventType.JOB_COMPLETED,
        job,
        52,
        Map.of(CiAttributes.TASK_RUN_RESULT, result, CiAttributes.DURATION, 45.25));
  }

  static List<CiEvent> lifeOf(String job) {
    return List.of(queued(job), started(job), completed(job, "success"));
  }

  static CiEvent cacheHit(String id) {
    Map<String, Object> attributes =
        Map.of(
            CiAttributes.RUN_ID, "run-1",
            CiAttributes.TASK_RUN_ID, "job-1",
            CiAttributes.OPERATION, "restore",
            CiAttributes.RESULT, "hit",
            CiAttributes.CACHE_TYPE, "dependencies");
    return of(CiEventType.CACHE_OPERATION, id, 8, attributes);
  }
}
