package dev.tailrace.parser;

import dev.tailrace.schemas.Level;
import java.time.Instant;
import java.util.ArrayList;
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

  /** A line of text that says how severe it is. */
  static Line of(String text, @Nullable Level level, Map<String, Object> context) {
    return new Line(text, null, level, null, null, null, context, List.of());
  }

  /** The same line, of that time if it says none itself. */
  Line at(@Nullable Instant outer) {
    return time != null || outer == null
        ? this
        : new Line(message, outer, level, service, traceId, spanId, context, tags);
  }

  /** The same line, noticed to be something. */
  Line tagged(String tag) {
    List<String> more = new ArrayList<>(tags);
    more.add(tag);
    return new Line(message, time, level, service, traceId, spanId, context, more);
  }

  /** The same line with another context. */
  Line in(Map<String, Object> newContext) {
    return new Line(message, time, level, service, traceId, spanId, newContext, tags);
  }
}
