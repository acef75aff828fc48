package dev.tailrace.sinks.elasticsearch;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.tailrace.schemas.Category;
import dev.tailrace.schemas.Ndjson;
import dev.tailrace.schemas.TailraceHeaders;
import dev.tailrace.schemas.Topics;
import dev.tailrace.sinks.elasticsearch.Filing.Document;
import dev.tailrace.sinks.elasticsearch.Filing.Refused;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * Decides by topic and headers where a record is filed; never looks into the document. For one
 * thread.
 */
final class FilingClerk {
  private static final Map<String, Category> CATEGORIES =
      Arrays.stream(Category.values())
          .collect(
              Collectors.toUnmodifiableMap(
                  category -> Topics.of(category).name(), Function.identity()));

  /** Elasticsearch's own limit for {@code _id}. */
  private static final int LONGEST_ID_BYTES = 512;

  private static final long YEAR_10000_MILLIS = 253_402_300_800_000L;

  private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

  /** The index of each category that was last filed in; nearly all events are of one day. */
  private final Map<Category, Named> latest = new EnumMap<>(Category.class);

  private record Named(long day, String index) {}

  Filing file(ConsumerRecord<byte[], byte[]> record) {
    Category category = CATEGORIES.get(record.topic());
    Header id = record.headers().lastHeader(TailraceHeaders.EVENT_ID);
    byte[] idBytes = id == null ? null : id.value();
    OptionalLong filedAt = TailraceHeaders.number(record.headers(), TailraceHeaders.FILED_AT);
    if (category == null) {
      return new Refused(record, "the topic belongs to no category");
    }
    if (idBytes == null || idBytes.length == 0 || idBytes.length > LONGEST_ID_BYTES) {
      return refused(record, TailraceHeaders.EVENT_ID, "1 to 512 bytes of text");
    }
    long millis = filedAt.orElse(-1);
    if (millis < 0 || millis >= YEAR_10000_MILLIS) {
      return refused(record, TailraceHeaders.FILED_AT, "a time from 1970 to 9999");
    }
    // A line feed would end the document within a bulk request and begin an operation.
    if (record.value() == null || !Ndjson.isOneLine(record.value())) {
      return new Refused(record, "the value is not a JSON document on one line");
    }
    return new Document(record, index(category, millis), quoted(idBytes));
  }

  private String index(Category category, long millis) {
    long day = Math.floorDiv(millis, DAY_MILLIS);
    Named named = latest.get(category);
    if (named == null || named.day() != day) {
      named = new Named(day, DayIndex.of(category, Instant.ofEpochMilli(millis)).name());
      latest.put(category, named);
    }
    return named.index();
  }

  /** The id as it stands inside a JSON string; nearly always as it is. */
  private static byte[] quoted(byte[] id) {
    for (byte b : id) {
      if (b < ' ' || b == '"' || b == '\\') {
        return JsonStringEncoder.getInstance().quoteAsUTF8(new String(id, StandardCharsets.UTF_8));
      }
    }
    return id;
  }

  private static Refused refused(
      ConsumerRecord<byte[], byte[]> record, String header, String expected) {
    return new Refused(record, "the header " + header + " is missing or not " + expected);
  }
}
