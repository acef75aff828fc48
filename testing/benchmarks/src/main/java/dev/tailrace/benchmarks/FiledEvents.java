package dev.tailrace.benchmarks;

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
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Fills the topic of a category as the router does.
 *
 * @param records how many there are
 * @param bytes of their values
 */
record FiledEvents(long records, long bytes) {
  static final Category CATEGORY = Category.JOB_EXECUTION;
  private static final int SOURCES = 200;

  /** Writes events of at least so many bytes in all. */
  static FiledEvents write(KafkaConfig kafka, long bytes)
      throws ExecutionException, InterruptedException {
    Random random = new Random(1);
    Map<String, Object> properties = kafka.clientProperties("tailrace-bench-events");
    properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    properties.put(ProducerConfig.BATCH_SIZE_CONFIG, 256 << 10);
    properties.put(ProducerConfig.LINGER_MS_CONFIG, 10);
    long records = 0;
    long written = 0;
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
      Future<RecordMetadata> last = null;
      int source = 0;
      while (written < bytes) {
        if (records % RawLines.LINES_TOGETHER == 0) {
          source = random.nextInt(SOURCES);
        }
        ProducerRecord<byte[], byte[]> record = record(event(random, source, records));
        last = producer.send(record);
        records++;
        written += record.value().length;
      }
      producer.flush();
      if (last != null) {
        last.get();
      }
    }
    return new FiledEvents(records, written);
  }

  private static LogEvent event(Random random, int source, long number) {
    Instant now = Instant.now();
    return new LogEvent(
        now,
        now,
        Level.INFO,
        "runner",
        String.format("%032x", source + 1),
        String.format("%016x", source + 1),
        CiText.output(random),
        CATEGORY,
        new Source(
            String.format("%016x", source),
            number * 100,
            "host-" + source % 20,
            "/var/log/ci/job-" + source + ".log",
            Authority.JOB),
        List.of(),
        Map.of(
            ContextKeys.REPOSITORY, "org-" + source % 7 + "/repo-" + source,
            ContextKeys.RUN_ID, "run-" + source,
            ContextKeys.JOB_ID, "job-" + source));
  }

  private static ProducerRecord<byte[], byte[]> record(LogEvent event) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(
            Topics.of(CATEGORY).name(),
            event.source().id().getBytes(StandardCharsets.UTF_8),
            LogEventJson.write(event));
    TailraceHeaders.addFiling(record.headers(), event.eventId(), event.filedAt());
    return record;
  }
}
