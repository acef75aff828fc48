package dev.tailrace.app.archive;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tailrace.platform.kafka.KafkaConfig;
import dev.tailrace.schemas.Authority;
import dev.tailrace.schemas.Category;
import dev.tailrace.schemas.ContextKeys;
import dev.tailrace.schemas.Level;
import dev.tailrace.schemas.LogEvent;
import dev.tailrace.schemas.LogEventJson;
import dev.tailrace.schemas.Source;
import dev.tailrace.schemas.TailraceHeaders;
import dev.tailrace.schemas.Topics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Events of ten jobs, as the router writes them. */
final class SampleEvents {
  private SampleEvents() {}

  static List<LogEvent> of(Category category, String repository, Instant time) {
    List<LogEvent> events = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      events.add(
          new LogEvent(
              time,
              time,
              Level.INFO,
              "runner",
              null,
              null,
              "line " + i + (char) 0x202E, // turns the direction of writing
              category,
              new Source(
                  category.id() + "-" + repository.replace('/', '-'),
                  i,
                  "host-1",
                  null,
                  Authority.PLATFORM),
              List.of(),
              Map.of(ContextKeys.REPOSITORY, repository, ContextKeys.JOB_ID, "job-" + i)));
    }
    return events;
  }

  static void publish(KafkaConfig kafka, List<LogEvent> events) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            kafka.clientProperties("test"), new ByteArraySerializer(), new ByteArraySerializer())) {
      for (LogEvent event : events) {
        ProducerRecord<byte[], byte[]> record =
            new ProducerRecord<>(
                Topics.of(event.category()).name(),
                event.source().id().getBytes(UTF_8),
                LogEventJson.write(event));
        record
            .headers()
            .add(TailraceHeaders.EVENT_ID, event.eventId().getBytes(UTF_8))
            .add(TailraceHeaders.FILED_AT, TailraceHeaders.number(event.filedAt().toEpochMilli()));
        Future<RecordMetadata> sent = producer.send(record);
        sent.get();
      }
    }
  }
}
