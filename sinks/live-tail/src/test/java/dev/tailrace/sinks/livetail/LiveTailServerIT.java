package dev.tailrace.sinks.livetail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tailrace.platform.kafka.KafkaConfig;
import dev.tailrace.platform.kafka.TopicCreator;
import dev.tailrace.platform.management.Health.Status;
import dev.tailrace.schemas.Level;
import dev.tailrace.schemas.LogEvent;
import dev.tailrace.schemas.LogEventJson;
import dev.tailrace.schemas.TailInterest;
import dev.tailrace.schemas.Topics;
import dev.tailrace.testing.embedded.EmbeddedKafka;
import io.prometheus.client.CollectorRegistry;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveTailServerIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir static Path directory;
  private static EmbeddedKafka broker;
  private static KafkaConfig kafka;
  private static KafkaProducer<byte[], byte[]> producer;

  @BeforeAll
  static void startBroker() {
    broker = EmbeddedKafka.start(directory, 0);
    kafka = new KafkaConfig(broker.bootstrapServers(), 2, 1, Map.of());
    new TopicCreator(kafka).create(List.of(Topics.LIVE, Topics.TAIL_INTEREST));
    producer =
        new KafkaProducer<>(
            kafka.clientProperties("test"), new ByteArraySerializer(), new ByteArraySerializer());
  }

  @AfterAll
  static void stopBroker() {
    producer.close();
    broker.close();
  }

  @Test
  void showsWhatIsPublishedToThoseWhoAskForIt() throws Exception {
    publish(0, Lines.event(1, Level.ERROR, "org/repo", "before the server"));
    try (LiveTailServer server = start(0)) {
      // given someone who follows one repository
      List<String> printed = Collections.synchronizedList(new ArrayList<>());
      Thread follower = follow(server.port(), printed);
      await().until(() -> Integer.valueOf(1).equals(server.check().details().get("watchers")));

      // when lines come on both partitions, among them a record that is none
      publish(0, "{".getBytes(StandardCharsets.UTF_8));
      publish(0, Lines.event(2, Level.INFO, "org/repo", "first"));
      publish(1, Lines.event(3, Level.INFO, "org/other", "elsewhere"));
      publish(1, Lines.event(4, Level.INFO, "org/repo", "second"));

      // then those of the repository arrive
      await().atMost(PATIENCE).untilAsserted(() -> assertThat(printed).hasSize(2));
      assertThat(printed)
          .anySatisfy(line -> assertThat(line).endsWith("org/repo first"))
          .anySatisfy(line -> assertThat(line).endsWith("org/repo second"));

      // and lines of a partition added later too
      addPartition();
      publish(2, Lines.event(5, Level.INFO, "org/repo", "third"));
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> assertThat(printed).anySatisfy(l -> assertThat(l).endsWith("org/repo third")));
      follower.interrupt();
      follower.join(5_000);
    }
  }

  @Test
  void letsAFollowerGoOnWhenTheServerComesBack() throws Exception {
    List<String> printed = Collections.synchronizedList(new ArrayList<>());
    LiveTailServer first = start(0);
    int port = first.port();
    Thread follower = follow(port, printed);
    await().until(() -> Integer.valueOf(1).equals(first.check().details().get("watchers")));
    publish(0, Lines.event(10, Level.INFO, "org/repo", "before"));
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(printed).hasSize(1));
    first.close();

    try (LiveTailServer second = start(port)) {
      await()
          .atMost(PATIENCE)
          .until(() -> Integer.valueOf(1).equals(second.check().details().get("watchers")));
      publish(0, Lines.event(11, Level.INFO, "org/repo", "after"));
      await().atMost(PATIENCE).untilAsserted(() -> assertThat(printed).hasSize(2));
    }
    follower.interrupt();
    follower.join(5_000);
  }

  @Test
  void tellsPrometheusWhoWatchesAndWhatWasRead() {
    CollectorRegistry registry = new CollectorRegistry();
    LiveTailServer server =
        new LiveTailServer(new LiveTailConfig(null, 0, 10, 10, null, null), kafka);
    server.register(registry);
    try (server) {
      server.start();
      await().atMost(PATIENCE).until(() -> server.check().status() == Status.HEALTHY);
      publish(0, Lines.event(20, Level.INFO, "org/repo", "counted"));

      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(registry.getSampleValue("tailrace_live_tail_lines_total"))
                      .isEqualTo(1));
      assertThat(registry.getSampleValue("tailrace_live_tail_watchers")).isZero();
      assertThat(registry.getSampleValue("tailrace_live_tail_dropped_total")).isZero();
    }
  }

  @Test
  void announcesWhatIsFollowedAndTakesItBackAtItsEnd() throws Exception {
    List<ConsumerRecord<String, byte[]>> leases = new ArrayList<>();
    try (KafkaConsumer<String, byte[]> consumer = interest()) {
      try (LiveTailServer server = start(0)) {
        // when somebody follows a repository
        Thread follower = follow(server.port(), Collections.synchronizedList(new ArrayList<>()));
        await().until(() -> Integer.valueOf(1).equals(server.check().details().get("watchers")));

        // then there is a lease within two seconds
        await()
            .atMost(Duration.ofSeconds(2))
            .untilAsserted(() -> assertThat(read(consumer, leases)).hasSize(1));
        TailInterest lease = TailInterest.fromJson(leases.get(0).value());
        assertThat(lease.repository()).isEqualTo("org/repo");
        assertThat(lease.runId()).isNull();
        assertThat(lease.until()).isAfter(Instant.now());
        follower.interrupt();
        follower.join(5_000);
      }

      // and its end, when the server ends
      await().atMost(PATIENCE).untilAsserted(() -> assertThat(read(consumer, leases)).hasSize(2));
      assertThat(leases.get(1).key()).isEqualTo(leases.get(0).key());
      assertThat(leases.get(1).value()).isNull();
    }
  }

  private static KafkaConsumer<String, byte[]> interest() {
    KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(
            kafka.clientProperties("interest"),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    consumer.assign(
        List.of(
            new TopicPartition(Topics.TAIL_INTEREST.name(), 0),
            new TopicPartition(Topics.TAIL_INTEREST.name(), 1)));
    consumer.seekToEnd(consumer.assignment());
    consumer.assignment().forEach(consumer::position);
    return consumer;
  }

  private static List<ConsumerRecord<String, byte[]>> read(
      KafkaConsumer<String, byte[]> consumer, List<ConsumerRecord<String, byte[]>> all) {
    consumer.poll(Duration.ofMillis(50)).forEach(all::add);
    return all;
  }

  private static LiveTailServer start(int port) {
    LiveTailServer server =
        new LiveTailServer(new LiveTailConfig(null, port, 100, 10, null, null), kafka);
    server.start();
    await().atMost(PATIENCE).until(() -> server.check().status() == Status.HEALTHY);
    return server;
  }

  private static Thread follow(int port, List<String> printed) {
    TailClient client =
        new TailClient(
            URI.create("http://127.0.0.1:" + port),
            new TailQuery("org/repo", null, null, null, null, 50, true),
            false,
            printed::add,
            notice -> {});
    Thread thread =
        new Thread(
            () -> {
              try {
                client.run();
              } catch (IOException e) {
                printed.add("FAILED " + e);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            "follower");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private static void publish(int partition, LogEvent event) {
    publish(partition, LogEventJson.write(event));
  }

  private static void publish(int partition, byte[] value) {
    Future<?> unused =
        producer.send(new ProducerRecord<>(Topics.LIVE.name(), partition, null, value));
    producer.flush();
  }

  private static void addPartition() throws Exception {
    try (Admin admin = Admin.create(kafka.clientProperties("test-admin"))) {
      admin.createPartitions(Map.of(Topics.LIVE.name(), NewPartitions.increaseTo(3))).all().get();
    }
  }
}
