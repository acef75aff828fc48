package dev.tailrace.enricher;

import dev.tailrace.schemas.Authority;
import dev.tailrace.schemas.Level;
import dev.tailrace.schemas.LogEvent;
import dev.tailrace.schemas.Source;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Events as the parser makes them. */
final class Events {
  static final Instant TIME = Instant.parse("2024-01-15T10:36:00Z");

  private Events() {}

  static LogEvent event(Authority authority, Level level, String service, String message) {
    return event(authority, level, service, message, Map.of());
  }

  static LogEvent event(
      Authority authority,
      Level level,
      String service,
      String message,
      Map<String, Object> context) {
    Source source = new Source("source-1", 0, "host-1", null, authority);
    return new LogEvent(
        TIME, TIME, level, service, null, null, message, null, source, List.of(), context);
  }
}
