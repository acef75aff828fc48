package dev.tailrace.sinks.elasticsearch;

import dev.tailrace.schemas.Authority;
import dev.tailrace.schemas.Category;
import dev.tailrace.schemas.Level;
import dev.tailrace.schemas.LogEvent;
import dev.tailrace.schemas.LogEventJson;
import dev.tailrace.schemas.Source;
import dev.tailrace.schemas.TailraceHeaders;
import dev.tailrace.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Records of category topics, as the router writes them. */
final class TestRecords {
  private TestRecords() {}

  static LogEvent event(
      Category category, String source, long offset, Map<String, Object> context) {
    Instant now = Instant.now();
    Source from = new Source(source, offset, "host-1", "/var/log/a.log", Authority.PLATFORM);
    return new LogEvent(
        now,
        now,
        Level.WARN,
        "scheduler",
        "4bf92f3577b34da6a3ce929d0e0e4736",
        null,
        "queue is long " + offset,
        category,
        from,
        List.of(),
        context);
  }

  static ProducerRecord<byte[], byte[]> record(LogEvent event) {
    return record(event, LogEventJson.write(event));
  }

  static ProducerRecord<byte[], byte[]> record(LogEvent event, byte[] value) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(Topics.of(event.category()).name(), bytes(event.source().id()), value);
    record.headers().add(TailraceHeaders.EVENT_ID, bytes(event.eventId()));
    record
        .headers()
        .add(TailraceHeaders.FILED_AT, TailraceHeaders.number(event.filedAt().toEpochMilli()));
    return record;
  }

  /** As a consumer sees it. */
  static ConsumerRecord<byte[], byte[]> consumed(
      String topic, String id, Long filedAt, byte[] value) {
    ConsumerRecord<byte[], byte[]> record =
        new ConsumerRecord<>(topic, 0, 7, bytes("source"), value);
    if (id != null) {
      record.headers().add(TailraceHeaders.EVENT_ID, bytes(id));
    }
    if (filedAt != null) {
      record.headers().add(TailraceHeaders.FILED_AT, TailraceHeaders.number(filedAt));
    }
    return record;
  }

  /** Writes one document by itself. */
  static List<Answer> write(
      ElasticsearchConnection connection, String index, String id, byte[] json) throws Exception {
    BulkBody body = new BulkBody();
    body.add(index, bytes(id), json);
    return new BulkWriter(connection, false).write(body);
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
