package dev.tailrace.agent.http.lines;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tailrace.schemas.Json;
import dev.tailrace.schemas.JsonValues;
import dev.tailrace.schemas.Level;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A line in the platform's log schema. Whatever is null is left to the parser.
 *
 * @param context of JSON values: text, numbers, booleans, lists and maps
 */
public record LogLine(
    @Nullable Instant timestamp,
    @Nullable Level level,
    @Nullable String service,
    @Nullable String traceId,
    @Nullable String spanId,
    String message,
    Map<String, Object> context) {

  /** One JSON object, without a newline. */
  public byte[] toJson() {
    ByteArrayOutputStream out = new ByteArrayOutputStream(512);
    try (JsonGenerator generator = Json.FACTORY.createGenerator(out)) {
      generator.writeStartObject();
      write(generator, "timestamp", timestamp);
      write(generator, "level", level == null ? null : level.name());
      write(generator, "service", service);
      write(generator, "trace_id", traceId);
      write(generator, "span_id", spanId);
      generator.writeStringField("message", message);
      generator.writeFieldName("context");
      JsonValues.writeValue(generator, context);
      generator.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static void write(JsonGenerator generator, String name, @Nullable Object value)
      throws IOException {
    if (value != null) {
      generator.writeStringField(name, value.toString());
    }
  }
}
