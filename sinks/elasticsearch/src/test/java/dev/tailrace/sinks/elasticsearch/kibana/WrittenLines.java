package dev.tailrace.sinks.elasticsearch.kibana;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tailrace.schemas.Authority;
import dev.tailrace.schemas.Category;
import dev.tailrace.schemas.Json;
import dev.tailrace.schemas.Level;
import dev.tailrace.schemas.LogEvent;
import dev.tailrace.schemas.Source;
import dev.tailrace.schemas.StructuredLogger;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What services write and jobs print, as the events that come of it. */
final class WrittenLines {
  private final List<LogEvent> events = new ArrayList<>();

  List<LogEvent> events() {
    return events;
  }

  /** The log of a service, at that time. */
  StructuredLogger at(Instant time) {
    return new StructuredLogger("platform", Clock.fixed(time, ZoneOffset.UTC), this::line);
  }

  /** A line of a job's output. */
  void printed(Instant time, String message, Map<String, Object> context) {
    add(time, Level.INFO, message, Authority.JOB, context);
  }

  private void line(byte[] json) {
    try {
      JsonNode line = Json.MAPPER.readTree(json);
      Map<String, Object> context =
          Json.MAPPER.convertValue(line.get("context"), new TypeReference<>() {});
      Instant time = Instant.parse(line.get("timestamp").asText());
      Level level = Level.valueOf(line.get("level").asText());
      add(time, level, line.get("message").asText(), Authority.PLATFORM, context);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void add(
      Instant time, Level level, String message, Authority by, Map<String, Object> context) {
    Source source = new Source("two-days", events.size(), "host-1", "/var/log/ci.log", by);
    events.add(
        new LogEvent(
            time,
            time,
            level,
            "platform",
            null,
            null,
            message,
            category(message),
            source,
            List.of(),
            context));
  }

  private static Category category(String message) {
    if (message.startsWith("runner_")) {
      return Category.RUNNER_LIFECYCLE;
    }
    return message.equals("job_queued") ? Category.SCHEDULER_EVENTS : Category.JOB_EXECUTION;
  }
}
