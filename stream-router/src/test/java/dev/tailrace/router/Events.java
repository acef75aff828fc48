package dev.tailrace.router;

import dev.tailrace.schemas.Authority;
import dev.tailrace.schemas.Category;
import dev.tailrace.schemas.Level;
import dev.tailrace.schemas.LogEvent;
import dev.tailrace.schemas.Source;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Events as the enricher makes them. */
final class Events {
  static final Instant TIME = Instant.parse("2024-01-15T10:36:00Z");
  static final Instant OBSERVED = Instant.parse("2024-01-15T10:36:01Z");

  private Events() {}

  static LogEvent platform(String message, Map<String, Object> context) {
    return event(Authority.PLATFORM, message, context);
  }

  static LogEvent event(Authority authority, String message, Map<String, Object> context) {
    Source source = new Source("source-1", 0, "host-1", null, authority);
    return new LogEvent(
        TIME,
        OBSERVED,
        Level.INFO,
        "runner",
        "4bf92f3577b34da6a3ce929d0e0e4736",
        "00f067aa0ba902b7",
        message,
        Category.JOB_EXECUTION,
        source,
        List.of(),
        context);
  }
}
