package dev.tailrace.router.facts;

import dev.tailrace.schemas.CiAttributes;
import dev.tailrace.schemas.CiEvent;
import dev.tailrace.schemas.CiEventType;
import dev.tailrace.schemas.ContextKeys;
import dev.tailrace.schemas.Topic;
import dev.tailrace.schemas.Topics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns CI events into facts, named as the keys that they become in the context of log events. */
final class FactUpdates {
  private FactUpdates() {}

  /** The topic of the facts that an event of this type changes; null if it changes none. */
  static @Nullable Topic<String, byte[]> topic(CiEventType type) {
    return switch (type) {
      case RUNNER_REGISTERED, RUNNER_HEARTBEAT, RUNNER_DISCONNECTED -> Topics.RUNNER_FACTS;
      case RUN_STARTED, RUN_COMPLETED -> Topics.RUN_FACTS;
      case STEP_STARTED, STEP_COMPLETED, JOB_COMPLETED -> Topics.JOB_FACTS;
      default -> null;
    };
  }

  /**
   * The fact after an event.
   *
   * @param before the fact before it; empty if there was none
   */
  static FactUpdate of(CiEvent event, Topic<String, byte[]> topic, Map<String, Object> before) {
    Map<String, Object> fact = new LinkedHashMap<>(before);
    switch (event.type()) {
      case RUNNER_REGISTERED, RUNNER_HEARTBEAT -> runner(event, fact);
      case RUN_STARTED, RUN_COMPLETED -> run(event, fact);
      case STEP_STARTED, STEP_COMPLETED -> JobFact.step(event, fact);
      case JOB_COMPLETED -> JobFact.end(event, fact);
      default -> {
        // it has ended, and that is all
      }
    }
    return new FactUpdate(topic, event.key(), fact, ends(event.type()));
  }

  private static boolean ends(CiEventType type) {
    return type == CiEventType.RUNNER_DISCONNECTED
        || type == CiEventType.RUN_COMPLETED
        || type == CiEventType.JOB_COMPLETED;
  }

  private static void runner(CiEvent event, Map<String, Object> fact) {
    copy(event, CiAttributes.RUNNER_POOL, fact, ContextKeys.POOL_ID);
    copy(event, CiAttributes.OS, fact, ContextKeys.OS);
    copy(event, CiAttributes.REGION, fact, ContextKeys.REGION);
    event
        .text(CiAttributes.RUNNER_LABELS)
        .ifPresent(labels -> fact.put(ContextKeys.RUNNER_LABELS, List.of(labels.split(",", -1))));
  }

  private static void run(CiEvent event, Map<String, Object> fact) {
    copy(event, CiAttributes.TRIGGER_EVENT, fact, ContextKeys.TRIGGER_EVENT);
    copy(event, CiAttributes.REF_NAME, fact, ContextKeys.BRANCH);
    copy(event, CiAttributes.REF_REVISION, fact, ContextKeys.SHA);
    copy(event, CiAttributes.PIPELINE_NAME, fact, ContextKeys.WORKFLOW);
    fact.put(ContextKeys.ATTEMPT, (int) event.number(CiAttributes.RUN_ATTEMPT).orElse(1));
  }

  private static void copy(CiEvent event, String attribute, Map<String, Object> fact, String key) {
    event.text(attribute).ifPresent(value -> fact.put(key, value));
  }
}
