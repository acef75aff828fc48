package dev.tailrace.schemas;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes a service's log in the platform's log schema: one JSON object a line. A bound logger puts
 * the same context on every line, as structlog's {@code bind} does.
 *
 * <p>Safe for use by several threads if the target is. A line is given to the target whole.
 */
public final class StructuredLogger {
  private final String service;
  private final Clock clock;
  private final Consumer<byte[]> target;
  private final @Nullable String traceId;
  private final @Nullable String spanId;
  private final Map<String, Object> bound;

  /**
   * @param service the value of {@code service} on every line
   * @param clock gives the timestamps
   * @param target receives each line as UTF-8 with its newline
   */
  public StructuredLogger(String service, Clock clock, Consumer<byte[]> target) {
    this(service, clock, target, null, null, Map.of());
  }

  private StructuredLogger(
      String service,
      Clock clock,
      Consumer<byte[]> target,
      @Nullable String traceId,
      @Nullable String spanId,
      Map<String, Object> bound) {
    this.service = service;
    this.clock = clock;
    this.target = target;
    this.traceId = traceId;
    this.spanId = spanId;
    this.bound = bound;
  }

  /** A logger that adds this context to every line. */
  public StructuredLogger bind(Map<String, ?> context) {
    return new StructuredLogger(service, clock, target, traceId, spanId, merged(context));
  }

  /** A logger whose lines belong to a span; ids are W3C's, 32 and 16 hexadecimal digits. */
  public StructuredLogger inSpan(String newTraceId, String newSpanId) {
    return new StructuredLogger(service, clock, target, newTraceId, newSpanId, bound);
  }

  public void debug(String message, Map<String, ?> context) {
    log(Level.DEBUG, message, context);
  }

  public void info(String message, Map<String, ?> context) {
    log(Level.INFO, message, context);
  }

  public void warn(String message, Map<String, ?> context) {
    log(Level.WARN, message, context);
  }

  public void error(String message, Map<String, ?> context) {
    log(Level.ERROR, message, context);
  }

  /** Writes one line. Values are text, numbers, booleans, lists and maps. */
  public void log(Level level, String message, Map<String, ?> context) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(512);
    try (JsonGenerator generator = Json.FACTORY.createGenerator(out)) {
      generator.writeStartObject();
      generator.writeStringField("timestamp", clock.instant().toString());
      generator.writeStringField("level", level.name());
      generator.writeStringField("service", service);
      if (traceId != null && spanId != null) {
        generator.writeStringField("trace_id", traceId);
        generator.writeStringField("span_id", spanId);
      }
      generator.writeStringField("message", message);
      generator.writeFieldName("context");
      JsonValues.writeObject(generator, merged(context));
      generator.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    out.write('\n');
    target.accept(out.toByteArray());
  }

  private Map<String, Object> merged(Map<String, ?> context) {
    Map<String, Object> merged = new LinkedHashMap<>(bound);
    merged.putAll(context);
    return merged;
  }
}
