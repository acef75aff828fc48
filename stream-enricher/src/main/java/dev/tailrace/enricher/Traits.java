package dev.tailrace.enricher;

import dev.tailrace.schemas.Authority;
import dev.tailrace.schemas.CiEventType;
import dev.tailrace.schemas.CiEventType.Subject;
import dev.tailrace.schemas.ContextKeys;
import dev.tailrace.schemas.Level;
import dev.tailrace.schemas.LogEvent;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the rules ask about an event. */
final class Traits {
  private static final Set<String> RUNNER_SERVICES = Set.of("runner-manager", "worker-manager");

  private static final int LONGEST_ID = 32;

  private final LogEvent event;
  private final String name;
  private final @Nullable CiEventType type;

  Traits(LogEvent event) {
    this.event = event;
    CiEventType byMessage = type(event.message());
    String said = byMessage == null ? event.contextText(ContextKeys.EVENT) : null;
    this.name = said == null ? event.message() : said;
    this.type = said == null ? byMessage : type(said);
  }

  /** Looks at the characters first: most messages are no ids, and long. */
  private static @Nullable CiEventType type(String text) {
    if (text.length() > LONGEST_ID) {
      return null;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c < 'a' || c > 'z') && c != '_') {
        return null;
      }
    }
    return CiEventType.byId(text).orElse(null);
  }

  String service() {
    return event.service();
  }

  /** The event's name: what its context says, or its message. */
  String name() {
    return name;
  }

  boolean has(String key, String value) {
    Object said = event.context().get(key);
    return said != null && said.toString().equals(value);
  }

  boolean isJobOutput() {
    return event.source().authority() == Authority.JOB;
  }

  boolean isAtLeast(Level level) {
    return event.level().isAtLeast(level);
  }

  /** Named an event of security, or said to be one, or written by a service of security. */
  boolean isSecurity() {
    return name.startsWith("auth_")
        || name.startsWith("security_")
        || name.startsWith("policy_")
        || "security".equals(event.contextText("category"))
        || event.service().startsWith("auth")
        || event.service().startsWith("security");
  }

  /** An event in the life of a run or a job, whoever reports it. */
  boolean isExecution() {
    return type != null && (type.subject() == Subject.JOB || type.subject() == Subject.RUN);
  }

  /** A job that waits is still the scheduler's. */
  boolean isQueueing() {
    return type == CiEventType.JOB_QUEUED;
  }

  boolean isRunner() {
    return name.startsWith("runner_")
        || (type != null && type.subject() == Subject.RUNNER)
        || RUNNER_SERVICES.contains(event.service());
  }

  boolean isScheduler() {
    return name.startsWith("scheduler_") || event.service().contains("scheduler");
  }
}
