package dev.tailrace.schemas;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * The JSON form of a log event: the bytes in topics, in Elasticsearch and in the archive. The file
 * {@code log-event.schema.json} describes it.
 */
public final class LogEventJson {
  private static final byte[] TIMESTAMP = ascii("{'timestamp':'");
  private static final byte[] LEVEL = ascii("','level':'");
  private static final byte[] SERVICE = ascii("','service':'");
  private static final byte[] TRACE_ID = ascii(",'trace_id':'");
  private static final byte[] SPAN_ID = ascii(",'span_id':'");
  private static final byte[] MESSAGE = ascii(",'message':'");
  private static final byte[] CONTEXT = ascii("','context':");
  private static final byte[] EVENT_ID = ascii(",'event_id':'");
  private static final byte[] CATEGORY = ascii(",'category':'");
  private static final byte[] OBSERVED = ascii(",'observed_timestamp':'");
  private static final byte[] SOURCE = ascii(",'source':{'id':'");
  private static final byte[] OFFSET = ascii("','offset':");
  private static final byte[] HOST = ascii(",'host':'");
  private static final byte[] PATH = ascii(",'path':'");
  private static final byte[] AUTHORITY = ascii(",'authority':");
  private static final byte[] PLATFORM = ascii("'platform'}");
  private static final byte[] JOB = ascii("'job'}");
  private static final byte[] TAGS = ascii(",'tags':");
  private static final byte[] FINGERPRINT = ascii(",'fingerprint':'");
  private static final byte[] FAILURE_RANK = ascii(",'failure_rank':");
  private static final byte[] DISPLAY = ascii(",'display':'");

  /** What an event needs in bytes, more often than not. */
  private static final int EXPECTED = 1024;

  /** Written to again and again: an event then costs one array, of its own length. */
  private static final ThreadLocal<JsonBuffer> BUFFER =
      ThreadLocal.withInitial(() -> new JsonBuffer(EXPECTED));

  private LogEventJson() {}

  private static byte[] ascii(String json) {
    return json.replace('\'', '"').getBytes(StandardCharsets.US_ASCII);
  }

  /** The event as UTF-8 JSON on one line. */
  public static byte[] write(LogEvent event) {
    JsonBuffer out = BUFFER.get().clear();
    out.raw(TIMESTAMP).time(event.timestamp());
    out.raw(LEVEL).inner(event.level().name());
    out.raw(SERVICE).inner(event.service()).raw('"');
    optional(out, TRACE_ID, event.traceId());
    optional(out, SPAN_ID, event.spanId());
    out.raw(MESSAGE).inner(event.message());
    out.raw(CONTEXT).value(event.context());
    out.raw(EVENT_ID).inner(event.source().id()).raw('-');
    out.hex(event.source().offset(), Source.OFFSET_DIGITS).raw('"');
    Category category = event.category();
    optional(out, CATEGORY, category == null ? null : category.id());
    out.raw(OBSERVED).time(event.observedTimestamp()).raw('"');
    source(out, event.source());
    if (!event.tags().isEmpty()) {
      out.raw(TAGS).value(event.tags());
    }
    optional(out, FINGERPRINT, event.fingerprint());
    if (event.failureRank() > 0) {
      out.raw(FAILURE_RANK).number(event.failureRank());
    }
    optional(out, DISPLAY, event.display());
    return out.raw('}').toByteArray();
  }

  private static void source(JsonBuffer out, Source source) {
    out.raw(SOURCE).inner(source.id());
    out.raw(OFFSET).number(source.offset());
    optional(out, HOST, source.host());
    optional(out, PATH, source.path());
    out.raw(AUTHORITY).raw(source.authority() == Authority.PLATFORM ? PLATFORM : JOB);
  }

  private static void optional(JsonBuffer out, byte[] name, @Nullable String value) {
    if (value != null) {
      out.raw(name).inner(value).raw('"');
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IllegalArgumentException if the bytes are not a log event; the message says why
   */
  public static LogEvent read(byte[] json) {
    try {
      JsonMembers simple = JsonScanner.scan(json);
      return simple == null ? slowly(json) : fromMembers(simple);
    } catch (IOException e) {
      throw new IllegalArgumentException("not JSON: " + e.getMessage(), e);
    } catch (DateTimeException | NoSuchElementException | ClassCastException e) {
      throw new IllegalArgumentException("not a log event: " + e.getMessage(), e);
    }
  }

  private static LogEvent fromMembers(JsonMembers members) {
    Map<String, Object> map = new HashMap<>();
    for (int i = 0; i < members.count(); i++) {
      String name = members.name(i);
      Object value = members.object(i);
      if (value instanceof JsonMembers object && !object.isSimple()) {
        value = new LinkedHashMap<>(object);
      }
      map.put(name, value == null ? members.get(name) : value);
    }
    return fromMap(map);
  }

  private static LogEvent slowly(byte[] json) throws IOException {
    try (JsonParser parser = Json.FACTORY.createParser(json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IllegalArgumentException("not a JSON object");
      }
      return fromMap(JsonValues.readObject(parser));
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
