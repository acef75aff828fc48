package dev.tailrace.schemas;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The JSON form of a CI event; {@code ci-event.schema.json} describes it. */
public final class CiEventJson {
  private CiEventJson() {}

  /** The event as UTF-8 JSON on one line, attributes in the order of their names. */
  public static byte[] write(CiEvent event) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(256);
    try (JsonGenerator generator = Json.FACTORY.createGenerator(out)) {
      generator.writeStartObject();
      generator.writeStringField("event_id", event.eventId());
      generator.writeStringField("type", event.type().id());
      generator.writeStringField("timestamp", event.timestamp().toString());
      writeOptional(generator, "trace_id", event.traceId());
      writeOptional(generator, "span_id", event.spanId());
      generator.writeFieldName("attributes");
      JsonValues.writeObject(generator, new TreeMap<>(event.attributes()));
      generator.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static void writeOptional(JsonGenerator generator, String name, @Nullable String value)
      throws IOException {
    if (value != null) {
      generator.writeStringField(name, value);
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IllegalArgumentException if the bytes are not a CI event; the message says why
   */
  public static CiEvent read(byte[] json) {
    try (JsonParser parser = Json.FACTORY.createParser(json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IllegalArgumentException("not a JSON object");
      }
      Map<String, Object> map = JsonValues.readObject(parser);
      String type = text(map, "type");
      return new CiEvent(
          text(map, "event_id"),
          CiEventType.byId(type)
              .orElseThrow(() -> new IllegalArgumentException("unknown type: " + type)),
          Instant.parse(text(map, "timestamp")),
          (String) map.get("trace_id"),
          (String) map.get("span_id"),
          attributes(map.get("attributes")));
    } catch (IOException e) {
      throw new IllegalArgumentException("not JSON: " + e.getMessage(), e);
    } catch (DateTimeException | ClassCastException e) {
      throw new IllegalArgumentException("not a CI event: " + e.getMessage(), e);
    }
  }

  private static String text(Map<String, Object> map, String key) {
    if (map.get(key) instanceof String text) {
      return text;
    }
    throw new IllegalArgumentException(key + " is missing");
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> attributes(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
  }
}
