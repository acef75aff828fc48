package dev.tailrace.schemas;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * The JSON form of a log event: the bytes in topics, in Elasticsearch and in the archive. The file
 * {@code log-event.schema.json} describes it.
 */
public final class LogEventJson {
  private LogEventJson() {}

  /** The event as UTF-8 JSON on one line. */
  public static byte[] write(LogEvent event) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(256 + event.message().length());
    try (JsonGenerator generator = Json.FACTORY.createGenerator(out)) {
      write(generator, event);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static void write(JsonGenerator generator, LogEvent event) throws IOException {
    generator.writeStartObject();
    generator.writeStringField("timestamp", event.timestamp().toString());
    generator.writeStringField("level", event.level().name());
    generator.writeStringField("service", event.service());
    writeOptional(generator, "trace_id", event.traceId());
    writeOptional(generator, "span_id", event.spanId());
    generator.writeStringField("message", event.message());
    generator.writeFieldName("context");
    JsonValues.writeObject(generator, event.context());
    generator.writeStringField("event_id", event.eventId());
    Category category = event.category();
    writeOptional(generator, "category", category == null ? null : category.id());
    generator.writeStringField("observed_timestamp", event.observedTimestamp().toString());
    writeSource(generator, event.source());
    if (!event.tags().isEmpty()) {
      generator.writeFieldName("tags");
      JsonValues.writeValue(generator, event.tags());
    }
    writeOptional(generator, "fingerprint", event.fingerprint());
    if (event.failureRank() > 0) {
      generator.writeNumberField("failure_rank", event.failureRank());
    }
    writeOptional(generator, "display", event.display());
    generator.writeEndObject();
  }

  private static void writeSource(JsonGenerator generator, Source source) throws IOException {
    generator.writeObjectFieldStart("source");
    generator.writeStringField("id", source.id());
    generator.writeNumberField("offset", source.offset());
    writeOptional(generator, "host", source.host());
    writeOptional(generator, "path", source.path());
    generator.writeStringField("authority", source.authority().id());
    generator.writeEndObject();
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
   * @throws IllegalArgumentException if the bytes are not a log event; the message says why
   */
  public static LogEvent read(byte[] json) {
    try (JsonParser parser = Json.FACTORY.createParser(json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IllegalArgumentException("not a JSON object");
      }
      return fromMap(JsonValues.readObject(parser));
    } catch (IOException e) {
      throw new IllegalArgumentException("not JSON: " + e.getMessage(), e);
    } catch (DateTimeException | NoSuchElementException | ClassCastException e) {
      throw new IllegalArgumentException("not a log event: " + e.getMessage(), e);
    }
  }

  private static LogEvent fromMap(Map<String, Object> map) {
    String category = optionalText(map, "category");
    return new LogEvent(
        Instant.parse(text(map, "timestamp")),
        Instant.parse(text(map, "observed_timestamp")),
        Level.valueOf(text(map, "level")),
        text(map, "service"),
        optionalText(map, "trace_id"),
        optionalText(map, "span_id"),
        text(map, "message"),
        category == null ? null : Category.byId(category).orElseThrow(),
        source(object(map, "source")),
        tags(map.get("tags")),
        object(map, "context"),
        optionalText(map, "fingerprint"),
        map.get("failure_rank") instanceof Integer rank ? rank : 0,
        optionalText(map, "display"));
  }

  private static Source source(Map<String, Object> map) {
    if (!(map.get("offset") instanceof Number offset)) {
      throw new IllegalArgumentException("source.offset is missing");
    }
    return new Source(
        text(map, "id"),
        offset.longValue(),
        optionalText(map, "host"),
        optionalText(map, "path"),
        Authority.byId(text(map, "authority")).orElseThrow());
  }

  private static List<String> tags(@Nullable Object value) {
    return value instanceof List<?> list
        ? list.stream().map(String.class::cast).toList()
        : List.of();
  }

  private static String text(Map<String, Object> map, String key) {
    String value = optionalText(map, key);
    if (value == null) {
      throw new IllegalArgumentException(key + " is missing");
    }
    return value;
  }

  private static @Nullable String optionalText(Map<String, Object> map, String key) {
    return map.get(key) instanceof String text ? text : null;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> object(Map<String, Object> map, String key) {
    return map.get(key) instanceof Map<?, ?> object ? (Map<String, Object>) object : Map.of();
  }
}
