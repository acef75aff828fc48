package dev.tailrace.benchmarks;

import dev.tailrace.platform.kafka.KafkaConfig;
import dev.tailrace.schemas.Authority;
import dev.tailrace.schemas.ContextKeys;
import dev.tailrace.schemas.SourceAttributes;
import dev.tailrace.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Fills {@code logs.raw} with lines as agents send them. */
final class RawLines {
  private static final int SOURCES = 200;

  /**
   * So many lines of a source stand together, as an agent sends what a file has grown by. Of the
   * logs of real jobs in {@code data/gha-pytorch}, 8 lines on average are of the same 20 ms.
   */
  static final int LINES_TOGETHER = 8;

  private final KafkaConfig kafka;
  private final Random random = new Random(1);
  private final IntFunction<byte[]> lines;
  private final List<SourceHeaders> sources;
  private final long[] offsets = new long[SOURCES];

  private RawLines(
      KafkaConfig kafka,
      Function<Random, IntFunction<byte[]>> lines,
      IntFunction<SourceAttributes> attributes) {
    this.kafka = kafka;
    this.lines = lines.apply(random);
    this.sources =
        IntStream.range(0, SOURCES)
            .mapToObj(source -> SourceHeaders.of(source, attributes.apply(source)))
            .toList();
  }

  /** Lines in the platform's log schema, about 450 bytes each, of the platform's services. */
  static RawLines schema(KafkaConfig kafka) {
    return new RawLines(
        kafka,
        random -> new SchemaLines(random)::next,
        source ->
            new SourceAttributes(
                "host-1", "/var/log/ci/runner.log", null, Authority.PLATFORM, Map.of()));
  }

  /** Output of jobs as GitHub's runners write it, about 90 bytes a line. */
  static RawLines text(KafkaConfig kafka) {
    return new RawLines(
        kafka,
        random -> source -> CiText.output(random).getBytes(StandardCharsets.UTF_8),
        RawLines::job);
  }

  private static SourceAttributes job(int source) {
    return new SourceAttributes(
        "host-1",
        "/var/log/ci/job-" + source + ".log",
        null,
        Authority.JOB,
        Map.of(
            ContextKeys.REPOSITORY, "org-" + source % 7 + "/repo-" + source,
            ContextKeys.RUN_ID, "run-" + source,
            ContextKeys.JOB_ID, "job-" + source));
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
      int source = 0;
      for (long i = 0; written < bytes; i++) {
        if (i % LINES_TOGETHER == 0) {
          source = random.nextInt(SOURCES);
        }
        byte[] line = lines.apply(source);
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
    SourceHeaders headers = sources.get(source);
    long offset = offsets[source];
    return new ProducerRecord<>(
        Topics.RAW.name(), null, headers.key(), line, headers.at(offset, offset + line.length + 1));
  }
}
