package dev.tailrace.router;

import dev.tailrace.platform.streams.Outcome;
import dev.tailrace.schemas.Authority;
import dev.tailrace.schemas.CiEvent;
import dev.tailrace.schemas.CiEventType;
import dev.tailrace.schemas.ContextKeys;
import dev.tailrace.schemas.LogEvent;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the CI events that services of the platform, and the tests of jobs, report in lines. */
final class CiEvents {
  private CiEvents() {}

  /**
   * The CI event that a line reports: its message, or its context's {@code event}, is the id of a
   * type. Empty for any other line; of what a job prints, only its tests count, see {@link
   * TestReports}.
   *
   * @return the event, or why the report cannot be used
   */
  static Optional<Outcome<CiEvent>> of(LogEvent event) {
    if (event.source().authority() != Authority.PLATFORM) {
      return TestReports.of(event);
    }
    CiEventType type = type(event);
    return type == null ? Optional.empty() : Optional.of(event(event, type));
  }

  private static @Nullable CiEventType type(LogEvent event) {
    CiEventType byMessage = reported(event.message());
    String named = event.contextText(ContextKeys.EVENT);
    return byMessage != null || named == null ? byMessage : reported(named);
  }

  private static @Nullable CiEventType reported(String id) {
    return CiEventType.byId(id).filter(CiEventType::reported).orElse(null);
  }

  private static Outcome<CiEvent> event(LogEvent event, CiEventType type) {
    Map<String, Object> attributes = new HashMap<>();
    CiFields.conclusion(type).copy(event.context(), attributes);
    CiFields.common().forEach(field -> field.copy(event.context(), attributes));
    for (String required : type.required()) {
      if (!attributes.containsKey(required)) {
        return Outcome.failed("the event " + type.id() + " lacks " + required);
      }
    }
    return Outcome.done(
        new CiEvent(
            event.eventId(), type, event.timestamp(), event.traceId(), event.spanId(), attributes));
  }
}
