package dev.tailrace.router;

import dev.tailrace.platform.streams.Outcome;
import dev.tailrace.schemas.Authority;
import dev.tailrace.schemas.CiAttributes;
import dev.tailrace.schemas.CiEvent;
import dev.tailrace.schemas.CiEventType;
import dev.tailrace.schemas.ContextKeys;
import dev.tailrace.schemas.LogEvent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The CI event of a test that a job's output reports. It says something about the tests of its own
 * job and of no other: only the result is the output's, whose it is says the source.
 */
final class TestReports {
  private static final int LONGEST = 256;

  private static final List<CiField> IDENTITY =
      CiFields.common().stream()
          .filter(field -> ContextKeys.IDENTITY.contains(field.key()))
          .toList();

  private static final CiField DURATION =
      CiField.seconds(ContextKeys.DURATION_MS, CiAttributes.DURATION);

  private TestReports() {}

  /** Empty if the line reports no test, or one without a name, a result or a job. */
  static Optional<Outcome<CiEvent>> of(LogEvent event) {
    if (event.source().authority() != Authority.JOB
        || !(event.context().get(ContextKeys.TEST) instanceof Map<?, ?> test)) {
      return Optional.empty();
    }
    Map<String, Object> attributes = new HashMap<>();
    IDENTITY.forEach(field -> field.copy(event.context(), attributes));
    put(attributes, CiAttributes.TEST_SUITE, text(test.get("suite")));
    put(attributes, CiAttributes.TEST_CASE, text(test.get("name")));
    put(attributes, CiAttributes.TEST_RESULT, result(test.get("outcome")));
    if (test.get(ContextKeys.DURATION_MS) instanceof Number duration) {
      DURATION.copy(Map.of(ContextKeys.DURATION_MS, duration), attributes);
    }
    return attributes.keySet().containsAll(CiEventType.TEST_RESULT.required())
        ? Optional.of(Outcome.done(event(event, attributes)))
        : Optional.empty();
  }

  private static CiEvent event(LogEvent event, Map<String, Object> attributes) {
    return new CiEvent(
        event.eventId(),
        CiEventType.TEST_RESULT,
        event.timestamp(),
        event.traceId(),
        event.spanId(),
        attributes);
  }

  private static void put(Map<String, Object> attributes, String name, @Nullable String value) {
    if (value != null) {
      attributes.put(name, value);
    }
  }

  private static @Nullable String text(@Nullable Object value) {
    if (!(value instanceof String text) || text.isBlank()) {
      return null;
    }
    return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
  }

  /** OpenTelemetry has pass and fail; whoever counts tests needs those that did not run, too. */
  private static @Nullable String result(@Nullable Object outcome) {
    if (!(outcome instanceof String word)) {
      return null;
    }
    return switch (word) {
      case "passed" -> "pass";
      case "failed" -> "fail";
      case "skipped" -> "skip";
      default -> null;
    };
  }
}
