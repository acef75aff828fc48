package dev.tailrace.sinks.livetail;

import dev.tailrace.schemas.Authority;
import dev.tailrace.schemas.Category;
import dev.tailrace.schemas.ContextKeys;
import dev.tailrace.schemas.Level;
import dev.tailrace.schemas.LogEvent;
import dev.tailrace.schemas.LogEventJson;
import dev.tailrace.schemas.Source;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Lines of a job's log. */
final class Lines {
  private static final Instant NOON = Instant.parse("2026-01-15T12:00:00Z");

  private Lines() {}

  static LogEvent event(long offset, Level level, String repository, String message) {
    Source source = new Source("source-1", offset, "host-1", null, Authority.JOB);
    return new LogEvent(
        NOON,
        NOON,
        level,
        "runner",
        null,
        null,
        message,
        Category.JOB_EXECUTION,
        source,
        List.of(),
        Map.of(
            ContextKeys.REPOSITORY, repository,
            ContextKeys.RUN_ID, "run-1",
            ContextKeys.JOB_ID, "job-1"));
  }

  static TailLine line(long offset, Level level, String repository, String message) {
    return TailLine.of(LogEventJson.write(event(offset, level, repository, message)));
  }

  static TailLine line(long offset) {
    return line(offset, Level.INFO, "org/repo", "line " + offset);
  }

  /** Everything, as it comes. */
  static TailQuery all() {
    return new TailQuery(null, null, null, null, null, 0, true);
  }
}
