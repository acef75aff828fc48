package dev.tailrace.benchmarks;

import dev.tailrace.platform.kafka.KafkaConfig;
import dev.tailrace.schemas.Authority;
import dev.tailrace.schemas.SourceAttributes;
import dev.tailrace.schemas.TailraceHeaders;
import dev.tailrace.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Fills {@code logs.raw} with lines in the platform's log schema, about 450 bytes each. */
final class RawLines {
  private static final int SOURCES = 200;

  private final KafkaConfig kafka;
  private final Random random = new Random(1);
  private final SchemaLines lines = new SchemaLines(random);
  private final byte[] attributes =
      new SourceAttributes("host-1", "/var/log/ci/runner.log", null, Authority.PLATFORM, Map.of())
          .toJson();
  private final long[] offsets = new long[SOURCES];

  RawLines(KafkaConfig kafka) {
    this.kafka = kafka;
  }

  /** Writes lines of at least so many bytes in all, and returns how many bytes they were. */
  long write(long bytes) {
    Map<String, Object> properties = kafka.clientProperties("tailrace-bench-lines");
    properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    properties.put(ProducerConfig.BATCH_SIZE_CONFIG, 256 << 10);
    properties.put(ProducerConfig.LINGER_MS_CONFIG, 10);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
      AtomicReference<Exception> failure = new AtomicReference<>();
      long written = 0;
      while (written < bytes) {
        int source = random.nextInt(SOURCES);
        byte[] line = lines.next(source);
        Future<RecordMetadata> unused =
            producer.send(record(source, line), (metadata, e) -> failure.compareAndSet(null, e));
        offsets[source] += line.length + 1;
        written += line.length;
      }
      producer.flush();
      if (failure.get() != null) {
        throw new IllegalStateException("the input could not be written", failure.get());
      }
      return written;
    }
  }

  private ProducerRecord<byte[], byte[]> record(int source, byte[] line) {
    byte[] key = String.format("%016x", source).getBytes(StandardCharsets.UTF_8);
    return new ProducerRecord<>(
        Topics.RAW.name(),
        null,
        key,
        line,
        List.of(
            new RecordHeader(TailraceHeaders.OFFSET, TailraceHeaders.number(offsets[source])),
            new RecordHeader(TailraceHeaders.ATTRIBUTES, attributes)));
  }
}
