package dev.tailrace.benchmarks;

import static java.util.Objects.requireNonNull;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import com.sun.management.OperatingSystemMXBean;
import dev.tailrace.platform.config.ByteSize;
import dev.tailrace.platform.kafka.KafkaConfig;
import dev.tailrace.platform.kafka.TopicCreator;
import dev.tailrace.schemas.Topics;
import dev.tailrace.sinks.core.SinkMetrics.Result;
import dev.tailrace.sinks.elasticsearch.ElasticsearchConfig;
import dev.tailrace.sinks.elasticsearch.ElasticsearchSinkRole;
import dev.tailrace.sinks.s3.S3Config;
import dev.tailrace.sinks.s3.S3SinkRole;
import dev.tailrace.testing.child.ChildJvm;
import dev.tailrace.testing.child.JvmOptions;
import dev.tailrace.testing.embedded.EmbeddedElasticsearch;
import dev.tailrace.testing.embedded.EmbeddedKafka;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The sinks beside plain loops that consume the same records, in turn: CPU of this process, against
 * an endpoint in another that answers success to everything. And documents a second into a real
 * node, beside rsyslog where it is installed.
 */
final class SinksBenchmark {
  private static final String CONSUME = "consume";
  private static final String CONSUME_ZSTD = "consume-zstd";
  private static final String S3 = "s3";
  private static final String ELASTICSEARCH = "elasticsearch";
  private static final int ZSTD_LEVEL = 3;
  private static final int FRAME_BYTES = 1 << 20;

  /** A node takes some thousands of documents a second, which would make a long benchmark. */
  private static final int BYTES_IN_ONE_FOR_THE_NODE = 8;

  private static final long MOST_BYTES_FOR_THE_NODE = 200_000_000;

  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final long LOOK_MILLIS = 20;

  private final Path directory;
  private final long bytes;
  private final int runs;
  private final PrintStream out;
  private final OperatingSystemMXBean system =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  SinksBenchmark(Path directory, long bytes, int runs, PrintStream out) {
    this.directory = directory;
    this.bytes = bytes;
    this.runs = runs;
    this.out = out;
  }

  List<Ratio> run() throws Exception {
    List<Ratio> ratios = new ArrayList<>(cpu());
    documents().ifPresent(ratios::add);
    ratios.forEach(ratio -> out.println(ratio.line()));
    return ratios;
  }

  private interface Run {
    void until(FiledEvents events) throws Exception;
  }

  private List<Ratio> cpu() throws Exception {
    try (EmbeddedKafka server =
            EmbeddedKafka.startInChild(directory.resolve("kafka"), 0, JvmOptions.throughput(1024));
        ChildJvm endpoint = AnsweringEndpoint.inChild(directory.resolve("endpoint"))) {
      KafkaConfig kafka = kafka(server);
      FiledEvents events = FiledEvents.write(kafka, bytes);
      out.printf("input: %d MB, %d events%n", events.bytes() / 1_000_000, events.records());
      URI url = URI.create("http://127.0.0.1:" + endpoint.port());
      Map<String, Run> contenders = new LinkedHashMap<>();
      contenders.put(CONSUME, input -> consume(kafka, input, record -> {}));
      contenders.put(CONSUME_ZSTD, input -> consumeAndCompress(kafka, input));
      contenders.put(S3, input -> s3(kafka, url, input));
      contenders.put(ELASTICSEARCH, input -> elasticsearch(kafka, url, input));
      Map<String, List<Cost>> costs = new LinkedHashMap<>();
      for (int run = 0; run <= runs; run++) {
        for (Map.Entry<String, Run> contender : contenders.entrySet()) {
          forgetGroups(kafka);
          Cost cost = measured(contender.getValue(), events);
          out.printf("%-8s %-14s %s%n", label(run), contender.getKey(), cost.describe());
          if (run > 0) {
            costs.computeIfAbsent(contender.getKey(), name -> new ArrayList<>()).add(cost);
          }
        }
      }
      return List.of(
          ratio("s3/consume-zstd-cpu", costs, S3, CONSUME_ZSTD),
          ratio("elasticsearch/consume-cpu", costs, ELASTICSEARCH, CONSUME));
    }
  }

  private Optional<Ratio> documents() throws Exception {
    if (!RsyslogIndexer.available()) {
      out.println("rsyslog with omelasticsearch and imkafka: not installed, left out");
      return Optional.empty();
    }
    try (EmbeddedKafka server =
            EmbeddedKafka.startInChild(
                directory.resolve("kafka-2"), 0, JvmOptions.throughput(512));
        EmbeddedElasticsearch node =
            EmbeddedElasticsearch.start(
                directory.resolve("elasticsearch"), 0, JvmOptions.throughput(1024))) {
      KafkaConfig kafka = kafka(server);
      FiledEvents events =
          FiledEvents.write(
              kafka,
              Math.min(MOST_BYTES_FOR_THE_NODE, Math.max(1, bytes / BYTES_IN_ONE_FOR_THE_NODE)));
      out.printf("input: %d MB, %d events%n", events.bytes() / 1_000_000, events.records());
      Documents documents = new Documents(URI.create(node.url()));
      List<Double> ratios = new ArrayList<>();
      for (int run = 0; run <= runs; run++) {
        documents.beginAnew(RsyslogIndexer.today());
        forgetGroups(kafka);
        double ours =
            perSecond(events, input -> elasticsearch(kafka, URI.create(node.url()), input));
        documents.beginAnew(RsyslogIndexer.today());
        double theirs =
            perSecond(
                events,
                input -> {
                  try (RsyslogIndexer rsyslog =
                      RsyslogIndexer.start(directory, kafka.bootstrapServers(), node.port())) {
                    documents.await(input.records(), rsyslog::alive);
                  }
                });
        out.printf("%-8s rsyslog %.0f documents/s, elasticsearch %.0f%n", label(run), theirs, ours);
        if (run > 0) {
          ratios.add(ours / theirs);
        }
      }
      return Optional.of(Ratio.of("elasticsearch/rsyslog-docs", ratios));
    }
  }

  private static KafkaConfig kafka(EmbeddedKafka server) {
    KafkaConfig kafka = new KafkaConfig(server.bootstrapServers(), 1, 1, Map.of());
    new TopicCreator(kafka).create(Topics.fused());
    return kafka;
  }

  private static String label(int run) {
    return run == 0 ? "warm-up" : "run " + run;
  }

  private Cost measured(Run contender, FiledEvents events) throws Exception {
    long cpu = system.getProcessCpuTime();
    long began = System.nanoTime();
    contender.until(events);
    double wall = (System.nanoTime() - began) / 1e9;
    return new Cost(events.bytes(), (system.getProcessCpuTime() - cpu) / 1e9, wall);
  }

  private static double perSecond(FiledEvents events, Run contender) throws Exception {
    long began = System.nanoTime();
    contender.until(events);
    return events.records() / ((System.nanoTime() - began) / 1e9);
  }

  private static Ratio ratio(
      String name, Map<String, List<Cost>> costs, String ours, String theirs) {
    List<Cost> counted = requireNonNull(costs.get(ours));
    List<Cost> beside = requireNonNull(costs.get(theirs));
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < counted.size(); i++) {
      ratios.add(counted.get(i).cpuSeconds() / beside.get(i).cpuSeconds());
    }
    return Ratio.of(name, ratios);
  }

  private interface Taker {
    void take(byte[] value);
  }

  /** With the settings of the sinks' own consumers. */
  private static void consume(KafkaConfig kafka, FiledEvents events, Taker taker) {
    Map<String, Object> settings = kafka.clientProperties("tailrace-bench-consumer");
    settings.put("isolation.level", "read_committed");
    settings.put("enable.auto.commit", false);
    settings.put("max.partition.fetch.bytes", Topics.MAX_RECORD_BYTES);
    settings.put("fetch.max.bytes", 2 * Topics.MAX_RECORD_BYTES);
    settings.put("max.poll.records", 500);
    TopicPartition partition = new TopicPartition(Topics.of(FiledEvents.CATEGORY).name(), 0);
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long taken = 0;
      while (taken < events.records()) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
          taker.take(record.value());
          taken++;
        }
      }
    }
  }

  private static void consumeAndCompress(KafkaConfig kafka, FiledEvents events) {
    try (ZstdCompressCtx zstd = new ZstdCompressCtx().setLevel(ZSTD_LEVEL).setChecksum(true)) {
      byte[] frame = new byte[FRAME_BYTES + Topics.MAX_RECORD_BYTES];
      byte[] compressed = new byte[Math.toIntExact(Zstd.compressBound(frame.length))];
      int[] length = {0};
      consume(
          kafka,
          events,
          value -> {
            System.arraycopy(value, 0, frame, length[0], value.length);
            length[0] += value.length;
            frame[length[0]++] = '\n';
            if (length[0] >= FRAME_BYTES) {
              zstd.compressByteArray(compressed, 0, compressed.length, frame, 0, length[0]);
              length[0] = 0;
            }
          });
    }
  }

  private static void s3(KafkaConfig kafka, URI url, FiledEvents events) throws Exception {
    S3Config config =
        S3Config.local(url, "bench").withLimits(ByteSize.mebibytes(64), Duration.ofSeconds(2));
    try (S3SinkRole sink = S3SinkRole.create(config, kafka)) {
      sink.start();
      await(() -> sink.count(Result.STORED), events.records());
    }
  }

  private static void elasticsearch(KafkaConfig kafka, URI url, FiledEvents events)
      throws Exception {
    try (ElasticsearchSinkRole sink =
        ElasticsearchSinkRole.create(ElasticsearchConfig.local(url), kafka)) {
      sink.start();
      await(() -> sink.count(Result.STORED), events.records());
    }
  }

  private static void await(LongSupplier count, long records) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (count.getAsLong() < records) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException(
            "only " + count.getAsLong() + " of " + records + " were stored in " + PATIENCE);
      }
      Thread.sleep(LOOK_MILLIS);
    }
  }

  /** So that the next sink begins at the beginning. */
  private static void forgetGroups(KafkaConfig kafka) throws Exception {
    try (Admin admin = Admin.create(kafka.clientProperties("tailrace-bench-admin"))) {
      for (String name : List.of(S3SinkRole.NAME, ElasticsearchSinkRole.NAME)) {
        try {
          admin.deleteConsumerGroups(List.of("tailrace-" + name)).all().get();
        } catch (ExecutionException e) {
          if (!(e.getCause() instanceof GroupIdNotFoundException)) {
            throw e;
          }
        }
      }
    }
  }
}
