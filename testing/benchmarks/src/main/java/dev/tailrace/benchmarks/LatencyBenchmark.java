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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToDoubleFunction;
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
 *
 * <p>Lines sent as fast as they are taken go ahead, so that no run pays for the start of the
 * topology and for code that is not compiled yet.
 */
final class LatencyBenchmark {
  private static final int PER_SECOND = 1000;
  private static final int SECONDS_OF_RUN = 10;
  private static final int RUN = SECONDS_OF_RUN * PER_SECOND;
  private static final int WARM_UP_BURST = 60_000;

  /** All lines that are not measured: the burst, and some at the pace of the runs. */
  private static final int WARM_UP = WARM_UP_BURST + 5 * PER_SECOND;

  private static final long PATIENCE_NANOS = Duration.ofMinutes(1).toNanos();
  private static final byte[] KEY = "00000000000000aa".getBytes(StandardCharsets.UTF_8);

  private final Path directory;
  private final int runs;
  private final PrintStream out;
  private final CountDownLatch caughtUp = new CountDownLatch(1);

  /**
   * @param runs of ten seconds each
   */
  LatencyBenchmark(Path directory, int runs, PrintStream out) {
    this.directory = directory;
    this.runs = runs;
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
    long[] sent = new long[WARM_UP + runs * RUN];
    Thread producer = new Thread(() -> send(kafka, sent), "bench-producer");
    producer.setDaemon(true);
    producer.start();
    long[] latencies = receive(kafka, sent);
    producer.join();
    List<Percentiles> measured = new ArrayList<>();
    for (int run = 0; run < runs; run++) {
      Percentiles percentiles =
          Percentiles.of(Arrays.copyOfRange(latencies, run * RUN, (run + 1) * RUN));
      out.printf("run %d    %s%n", run + 1, percentiles.describe());
      measured.add(percentiles);
    }
    out.printf(
        "LATENCY %s, medians of %d, %d lines a second%n",
        Percentiles.medians(measured).describe(), runs, PER_SECOND);
  }

  /** In ms. */
  private record Percentiles(double p50, double p99, double max) {

    /**
     * @param nanos of one run, in any order
     */
    static Percentiles of(long[] nanos) {
      long[] sorted = nanos.clone();
      Arrays.sort(sorted);
      return new Percentiles(at(sorted, 0.5), at(sorted, 0.99), at(sorted, 1));
    }

    private static double at(long[] sorted, double part) {
      return sorted[(int) Math.ceil(part * sorted.length) - 1] / 1e6;
    }

    static Percentiles medians(List<Percentiles> runs) {
      return new Percentiles(
          median(runs, Percentiles::p50),
          median(runs, Percentiles::p99),
          median(runs, Percentiles::max));
    }

    private static double median(List<Percentiles> runs, ToDoubleFunction<Percentiles> of) {
      return Ratio.median(runs.stream().mapToDouble(of).boxed().toList());
    }

    String describe() {
      return String.format(Locale.ROOT, "p50 %.0f ms p99 %.0f ms max %.0f ms", p50, p99, max);
    }
  }

  private void send(KafkaConfig kafka, long[] sent) {
    SchemaLines lines = new SchemaLines(new Random(1));
    Map<String, Object> properties = kafka.clientProperties("tailrace-bench-latency-producer");
    properties.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
      for (int i = 0; i < WARM_UP_BURST; i++) {
        send(producer, lines, i);
      }
      caughtUp.await();
      long began = System.nanoTime();
      for (int i = WARM_UP_BURST; i < sent.length; i++) {
        long due = began + (i - WARM_UP_BURST) * 1_000_000_000L / PER_SECOND;
        while (System.nanoTime() < due) {
          LockSupport.parkNanos(due - System.nanoTime());
        }
        sent[i] = System.nanoTime();
        send(producer, lines, i);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void send(KafkaProducer<byte[], byte[]> producer, SchemaLines lines, int number) {
    byte[] offset = TailraceHeaders.number(number);
    Future<RecordMetadata> unused =
        producer.send(
            new ProducerRecord<>(
                Topics.RAW.name(),
                null,
                KEY,
                lines.next(1),
                List.of(new RecordHeader(TailraceHeaders.OFFSET, offset))));
  }

  /** In ns, of the lines behind the warm-up. */
  private long[] receive(KafkaConfig kafka, long[] sent) {
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
          if (received == WARM_UP_BURST) {
            caughtUp.countDown();
          }
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
