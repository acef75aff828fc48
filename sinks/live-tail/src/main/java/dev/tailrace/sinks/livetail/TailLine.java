package dev.tailrace.sinks.livetail;

import dev.tailrace.schemas.ContextKeys;
import dev.tailrace.schemas.Level;
import dev.tailrace.schemas.LogEvent;
import dev.tailrace.schemas.LogEventJson;
import org.jspecify.annotations.Nullable;

/**
 * A line of the live tail: what filters ask for, and the bytes that every watcher of it gets.
 *
 * @param frame the line as a server-sent event
 */
@SuppressWarnings("ArrayRecordComponent") // shared by all watchers, never compared
record TailLine(
    String eventId,
    Level level,
    @Nullable String repository,
    @Nullable String runId,
    @Nullable String jobId,
    String message,
    byte[] frame) {

  /**
   * Reads a record's value.
   *
   * @throws IllegalArgumentException if it is not a log event
   */
  static TailLine of(byte[] json) {
    LogEvent event = LogEventJson.read(json);
    byte[] oneLine = isOneLine(json) ? json : LogEventJson.write(event);
    return new TailLine(
        event.eventId(),
        event.level(),
        event.contextText(ContextKeys.REPOSITORY),
        event.contextText(ContextKeys.RUN_ID),
        event.contextText(ContextKeys.JOB_ID),
        event.message(),
        Frames.line(event.eventId(), oneLine));
  }

  private static boolean isOneLine(byte[] json) {
    for (byte b : json) {
      if (b == '\n' || b == '\r') {
        return false;
      }
    }
    return true;
  }
}
