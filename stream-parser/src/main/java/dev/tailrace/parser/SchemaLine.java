package dev.tailrace.parser;

import dev.tailrace.schemas.JsonMembers;
import dev.tailrace.schemas.JsonScanner;
import dev.tailrace.schemas.Level;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads lines of the platform's own log schema, which are most of all lines, without making a map
 * of them: the context stays the bytes it came in. Whatever else a JSON line can be is left to
 * {@link JsonFormat} and {@link FieldMapping}, which would make the same of these lines.
 */
final class SchemaLine {
  private final ZoneId zone;
  private @Nullable String message;
  private @Nullable Instant time;
  private @Nullable Level level;
  private @Nullable String service;
  private @Nullable String traceId;
  private @Nullable String spanId;
  private Map<String, Object> context = Map.of();

  private SchemaLine(ZoneId zone) {
    this.zone = zone;
  }

  /**
   * What the line says; null if it is not just as the schema has it.
   *
   * @param zone of times that name none
   */
  static @Nullable Line read(byte[] bytes, ZoneId zone) {
    JsonMembers members = bytes.length > 0 && bytes[0] == '{' ? JsonScanner.scan(bytes) : null;
    return members == null ? null : new SchemaLine(zone).line(members);
  }

  private @Nullable Line line(JsonMembers members) {
    for (int i = 0; i < members.count(); i++) {
      if (!take(members, i)) {
        return null;
      }
    }
    String text = message;
    return text == null || text.endsWith("\n")
        ? null
        : new Line(text, time, level, service, traceId, spanId, context, List.of());
  }

  private boolean take(JsonMembers members, int i) {
    if (members.isNamed(i, "context")) {
      JsonMembers object = members.object(i);
      if (object == null || !object.isSimple()) {
        return false;
      }
      context = object;
      return true;
    }
    String text = members.text(i);
    return text != null && take(members, i, text);
  }

  private boolean take(JsonMembers members, int i, String text) {
    if (members.isNamed(i, "timestamp")) {
      time = IsoTime.parse(text, zone);
      return time != null;
    } else if (members.isNamed(i, "level")) {
      level = Level.parse(text).orElse(null);
      return level != null;
    } else if (members.isNamed(i, "service")) {
      service = text;
      return !text.isBlank();
    } else if (members.isNamed(i, "trace_id")) {
      traceId = TraceIds.traceId(text);
      return traceId != null;
    } else if (members.isNamed(i, "span_id")) {
      spanId = TraceIds.spanId(text);
      return spanId != null;
    } else if (members.isNamed(i, "message")) {
      message = text;
      return true;
    }
    return false;
  }
}
