package dev.tailrace.sinks.s3;

import dev.tailrace.schemas.Authority;
import dev.tailrace.schemas.Category;
import dev.tailrace.schemas.ContextKeys;
import dev.tailrace.schemas.Level;
import dev.tailrace.schemas.LogEvent;
import dev.tailrace.schemas.Source;
import dev.tailrace.schemas.TailraceHeaders;
import dev.tailrace.schemas.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/** Records of a category topic, and the lines of objects. */
final class Records {
  static final Category CATEGORY = Category.JOB_EXECUTION;
  static final Instant FILED_AT = Instant.parse("2026-11-23T07:15:00Z");

  static final ArchiveQuery EVERYTHING =
      new ArchiveQuery(ArchiveQuery.ARCHIVED, null, null, null, null);

  private Records() {}

  static TopicPartition partition(int number) {
    return new TopicPartition(Topics.of(CATEGORY).name(), number);
  }

  static ConsumerRecord<byte[], byte[]> record(int partition, long offset, Instant filedAt) {
    return record(partition, offset, filedAt, text(partition, offset));
  }

  static ConsumerRecord<byte[], byte[]> record(
      int partition, long offset, Instant filedAt, String value) {
    RecordHeaders headers = new RecordHeaders();
    headers.add(TailraceHeaders.FILED_AT, TailraceHeaders.number(filedAt.toEpochMilli()));
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    return new ConsumerRecord<>(
        Topics.of(CATEGORY).name(),
        partition,
        offset,
        filedAt.toEpochMilli(),
        TimestampType.CREATE_TIME,
        0,
        bytes.length,
        new byte[0],
        bytes,
        headers,
        Optional.empty());
  }

  static LogEvent event(
      Category category, String source, long offset, Instant time, String repository, String job) {
    return new LogEvent(
        time,
        time.plusSeconds(1),
        Level.INFO,
        "runner",
        null,
        null,
        "line " + offset,
        category,
        new Source(source, offset, "host-1", "/var/log/a.log", Authority.PLATFORM),
        List.of(),
        Map.of(ContextKeys.REPOSITORY, repository, ContextKeys.JOB_ID, job));
  }

  static String text(int partition, long offset) {
    return "{\"partition\":%d,\"offset\":%d}".formatted(partition, offset);
  }

  static List<String> lines(ArchiveObject object) {
    return lines(object.uploads().findFirst().orElseThrow());
  }

  static List<String> lines(Upload object) {
    List<String> lines = new ArrayList<>();
    Compression compression = Compression.ofKey(object.key()).orElseThrow();
    try (var content = compression.open(object.open())) {
      LineSplitter.split(content, line -> lines.add(new String(line, StandardCharsets.UTF_8)));
      return lines;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
