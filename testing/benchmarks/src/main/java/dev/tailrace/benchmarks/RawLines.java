package dev.tailrace.benchmarks;

import dev.tailrace.platform.kafka.KafkaConfig;
import dev.tailrace.schemas.Authority;
import dev.tailrace.schemas.ContextKeys;
import dev.tailrace.schemas.SourceAttributes;
import dev.tailrace.schemas.StructuredLogger;
import dev.tailrace.schemas.TailraceHeaders;
import dev.tailrace.schemas.Topics;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Fills {@code logs.raw} with lines in the platform's log schema, about 450 bytes each. */
final class RawLines {
  private static final int SOURCES = 200;
  private static final String[] MESSAGES = {
    "Job assigned to runner",
    "step_completed",
    "Runner accepted the job",
    "Cache restored from key",
    "Uploading artifact part",
    "Heartbeat received",
    "Queue inspected by the scheduler"
  };

  private final KafkaConfig kafka;
  private final Random random = new Random(1);
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
      long written = 0;
      while (written < bytes) {
        int source = random.nextInt(SOURCES);
        byte[] line = line(source);
        producer.send(record(source, line));
        offsets[source] += line.length + 1;
        written += line.length;
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

  private byte[] line(int source) {
    ByteArrayOutputStream line = new ByteArrayOutputStream(512);
    Map<String, Object> context = new LinkedHashMap<>();
    context.put(ContextKeys.JOB_ID, "job_" + hex(16));
    context.put(ContextKeys.RUN_ID, "run_" + hex(16));
    context.put(ContextKeys.REPOSITORY, "org-" + source % 7 + "/repo-" + source);
    context.put(ContextKeys.WORKFLOW, "ci.yml");
    context.put(ContextKeys.RUNNER_ID, "runner_" + hex(12));
    context.put(ContextKeys.QUEUE_WAIT_MS, random.nextInt(60_000));
    context.put(ContextKeys.PRIORITY, "normal");
    new StructuredLogger("job-scheduler", Clock.systemUTC(), line::writeBytes)
        .inSpan(hex(32), hex(16))
        .info(MESSAGES[random.nextInt(MESSAGES.length)] + " " + hex(40), context);
    byte[] withNewline = line.toByteArray();
    return Arrays.copyOf(withNewline, withNewline.length - 1);
  }

  private String hex(int digits) {
    StringBuilder text = new StringBuilder(digits);
    for (int i = 0; i < digits; i++) {
      text.append(Character.forDigit(random.nextInt(16), 16));
    }
    return text.toString();
  }
}
