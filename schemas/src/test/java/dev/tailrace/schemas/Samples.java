package dev.tailrace.schemas;

import java.time.Instant;
import java.util.List;
import java.util.Map;

final class Samples {
  static final Instant NOW = Instant.parse("2026-01-15T10:35:22.123456789Z");
  static final Source SOURCE =
      new Source("s1", 4711, "host-1", "/var/log/a.log", Authority.PLATFORM);

  private Samples() {}

  static LogEvent fullLogEvent() {
    return logEvent("Job assigned to runner", Map.of("run_id", "r1", "queue_wait_ms", 2340L));
  }

  static LogEvent logEvent(String message, Map<String, Object> context) {
    return new LogEvent(
        NOW,
        NOW.plusSeconds(1),
        Level.INFO,
        "job-scheduler",
        "0af7651916cd43dd8448eb211c80319c",
        "b7ad6b7169203331",
        message,
        Category.SCHEDULER_EVENTS,
        SOURCE,
        List.of("truncated"),
        context,
        "89abcdef01234567",
        40,
        "\u001b[32mJob\u001b[0m assigned to runner");
  }

  static LogEvent bareLogEvent() {
    return new LogEvent(
        NOW,
        NOW,
        Level.DEBUG,
        "s",
        null,
        null,
        "",
        null,
        new Source("s1", 0, null, null, Authority.JOB),
        List.of(),
        Map.of());
  }

  static DeadLetter fullDeadLetter() {
    return new DeadLetter(
        "parser",
        "nested too deep",
        "x.Y",
        NOW,
        "logs.raw",
        3,
        17,
        "k",
        99,
        "{}",
        new byte[] {-1},
        2,
        NOW.minusSeconds(1),
        Map.of(TailraceHeaders.TAGS, new byte[] {'t'}));
  }

  static SourceSummary fullSummary() {
    FailureLine failure = new FailureLine(90, "s1-000000000001", "89abcdef01234567", "it broke");
    return new SourceSummary("s1", "r1/1/j1", 1, 9, 4, 99, 1, 7, 2, 1, 3, true, true, 5, failure);
  }

  static SourceSummary bareSummary() {
    return new SourceSummary("s1", "r1/1/j1", 0, 0, 1, 0, 0, 0, 0, 0, 0, false, false, 5, null);
  }

  static DeadLetter bareDeadLetter() {
    return new DeadLetter(
        "agent",
        "too long",
        null,
        NOW,
        null,
        -1,
        -1,
        null,
        -1,
        null,
        new byte[0],
        0,
        null,
        Map.of());
  }
}
