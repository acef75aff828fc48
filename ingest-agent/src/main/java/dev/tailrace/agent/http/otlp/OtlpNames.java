package dev.tailrace.agent.http.otlp;

import dev.tailrace.schemas.CiAttributes;
import dev.tailrace.schemas.ContextKeys;
import java.util.LinkedHashMap;
import java.util.Map;

/** OpenTelemetry's names for what the log schema has names of its own for. */
final class OtlpNames {
  static final String SERVICE = "service.name";

  private static final Map<String, String> TO_SCHEMA =
      Map.ofEntries(
          Map.entry(CiAttributes.RUN_ID, ContextKeys.RUN_ID),
          Map.entry(CiAttributes.RUN_ATTEMPT, ContextKeys.ATTEMPT),
          Map.entry(CiAttributes.TASK_RUN_ID, ContextKeys.JOB_ID),
          Map.entry(CiAttributes.TASK_NAME, ContextKeys.JOB_NAME),
          Map.entry(CiAttributes.PIPELINE_NAME, ContextKeys.WORKFLOW),
          Map.entry(CiAttributes.RUN_RESULT, ContextKeys.CONCLUSION),
          Map.entry(CiAttributes.TASK_RUN_RESULT, ContextKeys.CONCLUSION),
          Map.entry(CiAttributes.WORKER_ID, ContextKeys.RUNNER_ID),
          Map.entry(CiAttributes.REPOSITORY, ContextKeys.REPOSITORY),
          Map.entry(CiAttributes.OWNER, ContextKeys.ORGANIZATION),
          Map.entry(CiAttributes.REF_NAME, "branch"),
          Map.entry(CiAttributes.REF_REVISION, "sha"),
          Map.entry(CiAttributes.TEST_CASE, "test_name"),
          Map.entry(CiAttributes.TEST_SUITE, "test_suite"),
          Map.entry("event.name", "event_name"),
          Map.entry("process.exit.code", "exit_code"));

  private OtlpNames() {}

  /** The attributes under the log schema's names; unknown ones keep theirs. */
  static Map<String, Object> translate(Map<String, Object> attributes) {
    Map<String, Object> translated = new LinkedHashMap<>();
    attributes.forEach((name, value) -> translated.put(TO_SCHEMA.getOrDefault(name, name), value));
    return translated;
  }

  /** Only those attributes that the log schema has a name for. */
  static Map<String, Object> known(Map<String, Object> attributes) {
    Map<String, Object> known = new LinkedHashMap<>(attributes);
    known.keySet().retainAll(TO_SCHEMA.keySet());
    return translate(known);
  }

  static Map<String, Object> unknown(Map<String, Object> attributes) {
    Map<String, Object> unknown = new LinkedHashMap<>(attributes);
    unknown.keySet().removeAll(TO_SCHEMA.keySet());
    unknown.remove(SERVICE);
    return unknown;
  }
}
