package dev.tailrace.parser;

import dev.tailrace.schemas.Level;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a line says, before anything of it is believed.
 *
 * @param message the text
 * @param time when it happened, if it says so
 * @param level how severe it is, if it says so
 * @param service who wrote it, if it says so
 * @param traceId a valid W3C trace id, if any
 * @param spanId a valid W3C span id, if any
 * @param context everything else
 * @param tags what was noticed while reading
 */
record Line(
    String message,
    @Nullable Instant time,
    @Nullable Level level,
    @Nullable String service,
    @Nullable String traceId,
    @Nullable String spanId,
    Map<String, Object> context,
    List<String> tags) {

  /** A line that says nothing but its text. */
  static Line plain(String text, List<String> tags) {
    return new Line(text, null, null, null, null, null, Map.of(), tags);
  }
}
