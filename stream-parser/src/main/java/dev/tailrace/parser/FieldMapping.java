package dev.tailrace.parser;

import dev.tailrace.schemas.Level;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the log schema in the members of a structured line: under the schema's own names, under
 * ECS's, or under those that loggers commonly use. The first name that can be read counts.
 */
final class FieldMapping {
  private static final List<String> TIME =
      List.of(
          "timestamp",
          "@timestamp",
          "time",
          "ts",
          "datetime",
          "Timestamp",
          "timeUnixNano",
          "ObservedTimestamp",
          "observedTimeUnixNano");
  private static final List<String> LEVEL =
      List.of("level", "log.level", "severity", "lvl", "levelname", "SeverityText", "severityText");
  private static final List<String> SEVERITY = List.of("SeverityNumber", "severityNumber");
  private static final List<String> SERVICE =
      List.of("service", "service.name", "Resource.service.name", "resource.service.name");
  private static final List<String> TRACE = List.of("trace_id", "trace.id", "traceId", "TraceId");
  private static final List<String> SPAN = List.of("span_id", "span.id", "spanId", "SpanId");

  /** {@code log} is Docker's, {@code event} structlog's. */
  private static final List<String> MESSAGE =
      List.of("message", "msg", "log", "body", "Body", "event");

  private FieldMapping() {}

  /**
   * @param members of the structured line; is changed
   * @param text the line itself, which is the message where none is given
   */
  static Line map(Map<String, Object> members, String text, LineSetting setting) {
    Fields fields = new Fields(members);
    List<String> tags = new ArrayList<>();
    Instant time = fields.take(TIME, value -> Times.parse(value, setting));
    if (time == null && fields.holdsAny(TIME)) {
      tags.add(Tags.TIME_UNREAD);
    }
    Level level = fields.take(LEVEL, FieldMapping::level);
    if (level == null) {
      level = fields.take(SEVERITY, FieldMapping::ofOpenTelemetry);
    }
    String service = fields.take(SERVICE, FieldMapping::text);
    String traceId = fields.take(TRACE, TraceIds::traceId);
    String spanId = fields.take(SPAN, TraceIds::spanId);
    String message = fields.take(MESSAGE, FieldMapping::message);
    return new Line(
        message == null ? text : message,
        time,
        level,
        service,
        traceId,
        spanId,
        fields.rest(),
        tags);
  }

  /** A name, or one of the numbers that pino and bunyan write. */
  private static @Nullable Level level(Object value) {
    if (value instanceof String text) {
      return Level.parse(text).orElse(null);
    }
    return value instanceof Integer number
        ? switch (number) {
          case 10 -> Level.TRACE;
          case 20 -> Level.DEBUG;
          case 30 -> Level.INFO;
          case 40 -> Level.WARN;
          case 50 -> Level.ERROR;
          case 60 -> Level.FATAL;
          default -> null;
        }
        : null;
  }

  /** OpenTelemetry's SeverityNumber: four numbers a level, from 1 on. */
  private static @Nullable Level ofOpenTelemetry(Object value) {
    int number = value instanceof Integer count ? count : 0;
    Level level = null;
    for (Level each : Level.values()) {
      level = number >= each.severityNumber() && number <= 24 ? each : level;
    }
    return level;
  }

  private static @Nullable String text(Object value) {
    return value instanceof String text && !text.isBlank() ? text : null;
  }

  private static @Nullable String message(Object value) {
    if (value instanceof String text) {
      return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    }
    if (value instanceof Map<?, ?> any) { // OTLP's AnyValue
      return any.get("stringValue") instanceof String text ? text : null;
    }
    return value instanceof Number || value instanceof Boolean ? value.toString() : null;
  }
}
