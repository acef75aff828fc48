package dev.tailrace.agent.http.otlp;

import static java.util.Objects.requireNonNullElse;

import com.google.protobuf.ByteString;
import dev.tailrace.agent.http.lines.LineBlock;
import dev.tailrace.agent.http.lines.LogLine;
import dev.tailrace.agent.http.lines.Refused;
import dev.tailrace.schemas.Level;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.resource.v1.Resource;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes a line of each log record, and counts the records that are too long to be one. */
final class OtlpLines {
  private static final long NANOS = 1_000_000_000L;

  /** OpenTelemetry has so many numbers for a level. */
  private static final int STEPS = 4;

  private static final int TRACE_ID_BYTES = 16;
  private static final int SPAN_ID_BYTES = 8;

  private final LineBlock block;
  private long rejected;

  OtlpLines(LineBlock block) {
    this.block = block;
  }

  /** Records that were left out because their line would be too long. */
  long rejected() {
    return rejected;
  }

  /** The longest encoded record that is worth decoding. */
  int longestRecord() {
    return block.maxLine();
  }

  void reject() {
    rejected++;
  }

  void add(Resource resource, InstrumentationScope scope, LogRecord record) throws Refused {
    if (!block.add(line(resource, scope, record).toJson())) {
      reject();
    }
  }

  private static LogLine line(Resource resource, InstrumentationScope scope, LogRecord record) {
    Map<String, Object> about = OtlpValues.map(resource.getAttributesList());
    Map<String, Object> attributes = OtlpValues.map(record.getAttributesList());
    Object service =
        requireNonNullElse(
            attributes.getOrDefault(OtlpNames.SERVICE, about.get(OtlpNames.SERVICE)), "");
    attributes.remove(OtlpNames.SERVICE);
    Object body = OtlpValues.plain(record.getBody());
    Map<String, Object> context = new LinkedHashMap<>(OtlpNames.known(about));
    context.putAll(OtlpNames.translate(attributes));
    putSome(context, "resource", OtlpNames.unknown(about));
    putSome(context, "scope", scope(scope));
    about(record, body, context);
    return new LogLine(
        time(record),
        level(record),
        service.toString().isBlank() ? null : service.toString(),
        id(record.getTraceId(), TRACE_ID_BYTES),
        id(record.getSpanId(), SPAN_ID_BYTES),
        message(record, body),
        context);
  }

  private static Map<String, Object> scope(InstrumentationScope scope) {
    Map<String, Object> map = new LinkedHashMap<>();
    putSome(map, "name", scope.getName());
    putSome(map, "version", scope.getVersion());
    putSome(map, "attributes", OtlpValues.map(scope.getAttributesList()));
    return map;
  }

  private static void about(LogRecord record, @Nullable Object body, Map<String, Object> context) {
    putSome(context, "event_name", record.getEventName());
    if (level(record) == null) {
      putSome(context, "severity_text", record.getSeverityText());
    }
    if (record.getFlags() != 0) {
      context.put("trace_flags", record.getFlags());
    }
    if (record.getDroppedAttributesCount() != 0) {
      context.put("dropped_attributes_count", record.getDroppedAttributesCount());
    }
    if (isStructured(record.getBody()) && body != null) {
      context.put("body", body);
    }
    keepInvalid(context, "invalid_trace_id", record.getTraceId(), TRACE_ID_BYTES);
    keepInvalid(context, "invalid_span_id", record.getSpanId(), SPAN_ID_BYTES);
  }

  private static boolean isStructured(AnyValue body) {
    return body.hasKvlistValue() || body.hasArrayValue();
  }

  private static void keepInvalid(
      Map<String, Object> context, String key, ByteString id, int length) {
    if (!id.isEmpty() && id.size() != length) {
      context.put(key, HexFormat.of().formatHex(id.toByteArray()));
    }
  }

  private static void putSome(Map<String, Object> map, String key, Object value) {
    boolean empty = value.equals("") || value.equals(Map.of());
    if (!empty) {
      map.put(key, value);
    }
  }

  private static String message(LogRecord record, @Nullable Object body) {
    if (body == null) {
      return record.getEventName();
    }
    return isStructured(record.getBody()) ? OtlpValues.json(body) : body.toString();
  }

  /** The number decides; of its four steps per level the log schema keeps the first. */
  private static @Nullable Level level(LogRecord record) {
    int number = record.getSeverityNumberValue();
    for (Level level : Level.values()) {
      if (number >= level.severityNumber() && number < level.severityNumber() + STEPS) {
        return level;
      }
    }
    return Level.parse(record.getSeverityText()).orElse(null);
  }

  /** Nanoseconds since 1970, unsigned; 0 is none. */
  private static @Nullable Instant time(LogRecord record) {
    long nanos =
        record.getTimeUnixNano() == 0 ? record.getObservedTimeUnixNano() : record.getTimeUnixNano();
    return nanos == 0
        ? null
        : Instant.ofEpochSecond(
            Long.divideUnsigned(nanos, NANOS), Long.remainderUnsigned(nanos, NANOS));
  }

  private static @Nullable String id(ByteString id, int length) {
    return id.size() == length ? HexFormat.of().formatHex(id.toByteArray()) : null;
  }
}
