package dev.tailrace.benchmarks;

import dev.tailrace.app.PipelineTopology;
import dev.tailrace.parser.ParserConfig;
import dev.tailrace.platform.kafka.KafkaConfig;
import dev.tailrace.platform.kafka.TopicCreator;
import dev.tailrace.platform.streams.StreamsComponent;
import dev.tailrace.platform.streams.StreamsSettings;
import dev.tailrace.router.LivePolicy;
import dev.tailrace.router.RouterConfig;
import dev.tailrace.router.ledger.LedgerConfig;
import dev.tailrace.schemas.TailraceHeaders;
import dev.tailrace.schemas.Topics;
import dev.tailrace.testing.embedded.EmbeddedKafka;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * How long a line takes from the producer to a reader of {@code logs.live} that reads committed
 * lines only: 1,000 lines a second, exactly once, a commit every 100 ms.
 */
final class LatencyBenchmark {
  private static final int PER_SECOND = 1000;
  private static final int WARM_UP = 10 * PER_SECOND;
  private static final long PATIENCE_NANOS = Duration.ofMinutes(1).toNanos();
  private static final byte[] KEY = "00000000000000aa".getBytes(StandardCharsets.UTF_8);

  private final Path directory;
  private final int seconds;
  private final PrintStream out;

  /**
   * @param seconds measured, after ten of warm-up
   */
  LatencyBenchmark(Path directory, int seconds, PrintStream out) {
    this.directory = directory;
    this.seconds = seconds;
    this.out = out;
  }

  void run() throws InterruptedException {
    try (EmbeddedKafka server = EmbeddedKafka.startInChild(directory.resolve("kafka"), 0)) {
      KafkaConfig kafka = new KafkaConfig(server.bootstrapServers(), 1, 1, Map.of());
      new TopicCreator(kafka).create(Topics.fused());
      StreamsSettings settings = StreamsSettings.in(directory.resolve("streams"));
      try (StreamsComponent pipeline =
          new StreamsComponent(
              "bench-latency",
              PipelineTopology.build(
                  ParserConfig.defaults(),
                  new RouterConfig(LivePolicy.ALL),
                  LedgerConfig.defaults()),
              kafka,
              settings)) {
        pipeline.start();
        measure(kafka);
      }
    }
  }

  private void measure(KafkaConfig kafka) throws InterruptedException {
    long[] sent = new long[WARM_UP + seconds * PER_SECOND];
    Thread producer = new Thread(() -> send(kafka, sent), "bench-producer");
    producer.start();
    long[] latencies = receive(kafka, sent);
    producer.join();
    Arrays.sort(latencies);
    out.printf(
        Locale.ROOT,
        "LATENCY p50 %.0f ms p99 %.0f ms max %.0f ms, %d lines at %d a second%n",
        at(latencies, 0.5),
        at(latencies, 0.99),
        at(latencies, 1),
        latencies.length,
        PER_SECOND);
  }

  private static double at(long[] sorted, double part) {
    return sorted[(int) Math.ceil(part * sorted.length) - 1] / 1e6;
  }

  private static void send(KafkaConfig kafka, long[] sent) {
    SchemaLines lines = new SchemaLines(new Random(1));
    Map<String, Object> properties = kafka.clientProperties("tailrace-bench-latency-producer");
    properties.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
      long began = System.nanoTime();
      for (int i = 0; i < sent.length; i++) {
        long due = began + i * 1_000_000_000L / PER_SECOND;
        while (System.nanoTime() < due) {
          LockSupport.parkNanos(due - System.nanoTime());
        }
        byte[] offset = TailraceHeaders.number(i);
        sent[i] = System.nanoTime();
        Future<RecordMetadata> unused =
            producer.send(
                new ProducerRecord<>(
                    Topics.RAW.name(),
                    null,
                    KEY,
                    lines.next(1),
                    List.of(new RecordHeader(TailraceHeaders.OFFSET, offset))));
      }
    }
  }

  /** In ns, of the lines behind the warm-up. */
  private static long[] receive(KafkaConfig kafka, long[] sent) {
    long[] latencies = new long[sent.length - WARM_UP];
    Map<String, Object> properties = kafka.clientProperties("tailrace-bench-latency-consumer");
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      TopicPartition live = new TopicPartition(Topics.LIVE.name(), 0);
      consumer.assign(List.of(live));
      consumer.seekToBeginning(List.of(live));
      int received = 0;
      long last = System.nanoTime();
      while (received < sent.length) {
        for (ConsumerRecord<byte[], byte[]> line : consumer.poll(Duration.ofMillis(100))) {
          last = System.nanoTime();
          int number = number(line);
          if (number >= WARM_UP) {
            latencies[number - WARM_UP] = last - sent[number];
          }
          received++;
        }
        if (System.nanoTime() - last > PATIENCE_NANOS) {
          throw new IllegalStateException("only " + received + " lines came in a minute");
        }
      }
    }
    return latencies;
  }

  /** The end of an event's id is its offset. */
  private static int number(ConsumerRecord<byte[], byte[]> line) {
    String id = TailraceHeaders.text(line.headers(), TailraceHeaders.EVENT_ID).orElseThrow();
    return Integer.parseInt(id.substring(id.lastIndexOf('-') + 1), 16);
  }
}
