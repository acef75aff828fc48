package dev.tailrace.sinks.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tailrace.platform.kafka.KafkaConfig;
import dev.tailrace.platform.kafka.TopicCreator;
import dev.tailrace.platform.management.Health.Status;
import dev.tailrace.schemas.DeadLetter;
import dev.tailrace.schemas.DeadLetterJson;
import dev.tailrace.schemas.Topic;
import dev.tailrace.schemas.Topics;
import dev.tailrace.testing.embedded.EmbeddedKafka;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** Each test has a topic and a group of its own. */
class SinkComponentIT {
  private static final Duration LONG = Duration.ofSeconds(30);

  @TempDir static Path directory;
  private static EmbeddedKafka kafka;
  private static KafkaConfig config;
  private static KafkaProducer<byte[], byte[]> producer;

  private final MemorySink sink = new MemorySink();
  private String topic;

  @BeforeAll
  static void start() {
    kafka = EmbeddedKafka.start(directory, 0);
    config = new KafkaConfig(kafka.bootstrapServers(), 1, 1, Map.of());
    Map<String, Object> properties = config.clientProperties("test");
    properties.put("max.request.size", Topics.MAX_RECORD_BYTES);
    producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
  }

  @AfterAll
  static void stop() {
    producer.close();
    kafka.close();
  }

  @BeforeEach
  void createTopic(TestInfo test) {
    topic = test.getTestMethod().orElseThrow().getName();
    Topic<?, ?> like = Topics.RAW;
    new TopicCreator(config)
        .create(
            List.of(
                new Topic<>(topic, like.keys(), like.values(), like.settings()),
                Topics.DEAD_LETTERS));
  }

  @Test
  void storesAndCommitsAndContinuesAfterARestart() throws Exception {
    send(3);
    try (SinkComponent component = started(sink)) {
      await().atMost(LONG).until(() -> sink.stored.size() == 3);
      await().atMost(LONG).until(() -> component.check().status() == Status.HEALTHY);
    }
    assertThat(sink.closed).isTrue();
    assertThat(committed()).isEqualTo(3);
    send(2);

    MemorySink next = new MemorySink();
    try (SinkComponent again = started(next)) {
      await().atMost(LONG).until(() -> next.stored.size() == 2);
      assertThat(again.check().live()).isTrue();
    }

    assertThat(next.calls).startsWith("assigned 0 from 3");
    assertThat(next.stored).containsExactly(3L, 4L);
  }

  @Test
  void waitsForAStoreThatIsAwayAndSaysSo() throws Exception {
    sink.unavailable = true;
    send(3);
    try (SinkComponent component = started(sink)) {
      await()
          .atMost(LONG)
          .untilAsserted(() -> assertThat(component.check().error()).isEqualTo("memory: away"));
      assertThat(component.check().status()).isEqualTo(Status.UNHEALTHY);
      assertThat(component.check().live()).isTrue();
      assertThat(component.check().details()).containsKey("since");
      assertThat(sink.stored).isEmpty();

      sink.unavailable = false;
      send(2);

      await().atMost(LONG).until(() -> sink.stored.size() == 5);
      await().atMost(LONG).until(() -> component.check().status() == Status.HEALTHY);
    }
    assertThat(sink.stored).containsExactly(0L, 1L, 2L, 3L, 4L);
    assertThat(committed()).isEqualTo(5);
  }

  @Test
  void readsAgainAfterABugAndSkipsNothing() throws Exception {
    sink.broken = true;
    send(4);
    try (SinkComponent component = started(sink)) {
      await().atMost(LONG).until(() -> String.valueOf(component.check().error()).contains("a bug"));
      await()
          .atMost(LONG)
          .until(() -> sink.calls.stream().filter("assigned 0 from 0"::equals).count() > 2);

      sink.broken = false;

      await().atMost(LONG).until(() -> component.check().status() == Status.HEALTHY);
      await().atMost(LONG).until(() -> sink.stored.size() == 4);
    }
    assertThat(sink.stored).containsExactly(0L, 1L, 2L, 3L);
    assertThat(sink.calls)
        .containsSubsequence("assigned 0 from 0", "revoked 0", "assigned 0 from 0");
  }

  @Test
  void leavesUncommittedWhatCouldNotBeWrittenWhenItCloses() throws Exception {
    sink.unavailable = true;
    send(3);
    try (SinkComponent component = started(sink)) {
      await().atMost(LONG).until(() -> component.check().error() != null);
      await().atMost(LONG).until(() -> "memory: away".equals(component.check().error()));
    }
    assertThat(sink.calls).contains("last").endsWith("revoked 0");
    assertThat(sink.closed).isTrue();
    assertThat(committed()).isEqualTo(-1);
  }

  @Test
  void sharesPartitionsAndLosesNothingWhenTheyMove() throws Exception {
    String shared = topic + "-two";
    KafkaConfig two = new KafkaConfig(kafka.bootstrapServers(), 2, 1, Map.of());
    Topic<?, ?> like = Topics.RAW;
    new TopicCreator(two)
        .create(List.of(new Topic<>(shared, like.keys(), like.values(), like.settings())));
    MemorySink second = new MemorySink();
    try (SinkComponent one = new SinkComponent(topic, config, List.of(shared), sink)) {
      one.start();
      sendToBoth(shared, 10);
      await().atMost(LONG).until(() -> sink.stored.size() == 20);
      try (SinkComponent other = new SinkComponent(topic, config, List.of(shared), second)) {
        other.start();
        await().atMost(LONG).until(() -> second.calls.size() == 1);
        sendToBoth(shared, 10);
        await().atMost(LONG).until(() -> sink.stored.size() + second.stored.size() == 40);
      }
      sendToBoth(shared, 10);
      await().atMost(LONG).until(() -> sink.stored.size() + second.stored.size() == 60);
      assertThat(one.check().status()).isEqualTo(Status.HEALTHY);
    }

    // The first wrote what it had before it let a partition go, and got that back from where the
    // second had come to.
    assertThat(second.calls.get(0)).endsWith("from 10");
    assertThat(sink.calls)
        .contains("last")
        .containsSubsequence(
            second.calls.get(0).replaceFirst("assigned (\\d).*", "revoked $1"),
            second.calls.get(0).replace("from 10", "from 20"));
    assertThat(sink.stored).hasSize(50);
    assertThat(second.stored).hasSize(10);
  }

  @Test
  void takesTheLargestRecord() throws Exception {
    producer
        .send(new ProducerRecord<>(topic, new byte[Topics.MAX_RECORD_BYTES - 1_000]))
        .get(10, TimeUnit.SECONDS);
    try (SinkComponent component = started(sink)) {
      await().atMost(LONG).until(() -> sink.stored.size() == 1);
      assertThat(component.name()).isEqualTo(topic);
    }
  }

  @Test
  void closingWhatNeverStartedFreesTheSink() {
    SinkComponent component = new SinkComponent(topic, config, List.of(topic), sink);

    component.close();
    component.close();

    assertThat(sink.closed).isTrue();
  }

  @Test
  void deadLettersKeepTheOriginalAndWhereItCameFrom() throws Exception {
    byte[] small = "small".getBytes(StandardCharsets.UTF_8);
    byte[] key = "key".getBytes(StandardCharsets.UTF_8);
    try (DeadLetterPublisher letters = new DeadLetterPublisher("sink-x", config)) {
      letters.send(new ConsumerRecord<>("from", 2, 5, key, small), "why");
      letters.send(
          new ConsumerRecord<>("from", 2, 6, key, new byte[Topics.MAX_RECORD_BYTES]), "too large");
      letters.flush();
    }

    List<DeadLetter> found = readLetters(2);
    assertThat(found.get(0).stage()).isEqualTo("sink-x");
    assertThat(found.get(0).reason()).isEqualTo("why");
    assertThat(found.get(0).topic()).isEqualTo("from");
    assertThat(found.get(0).offset()).isEqualTo(5);
    assertThat(found.get(0).original()).isEqualTo(small);
    assertThat(found.get(1).reason()).startsWith("too large").contains("only the first part");
    assertThat(found.get(1).original()).hasSizeGreaterThan(5 << 20);
  }

  private SinkComponent started(Sink target) {
    SinkComponent component = new SinkComponent(topic, config, List.of(topic), target);
    component.start();
    return component;
  }

  private void send(int count) throws Exception {
    var sent =
        LongStream.range(0, count)
            .mapToObj(i -> producer.send(new ProducerRecord<>(topic, new byte[] {(byte) i})))
            .toList();
    for (var future : sent) {
      future.get(10, TimeUnit.SECONDS);
    }
  }

  private static void sendToBoth(String name, int count) throws Exception {
    for (int i = 0; i < count; i++) {
      for (int partition : new int[] {0, 1}) {
        producer
            .send(new ProducerRecord<>(name, partition, null, new byte[1]))
            .get(10, TimeUnit.SECONDS);
      }
    }
  }

  /** The committed offset of the test's only partition, or -1. */
  private long committed() {
    TopicPartition partition = new TopicPartition(topic, 0);
    try (var consumer = consumer("tailrace-" + topic)) {
      OffsetAndMetadata offset = consumer.committed(Set.of(partition), LONG).get(partition);
      return offset == null ? -1 : offset.offset();
    }
  }

  private static List<DeadLetter> readLetters(int count) {
    TopicPartition partition = new TopicPartition(Topics.DEAD_LETTERS.name(), 0);
    List<DeadLetter> letters = new ArrayList<>();
    try (var consumer = consumer("test-letters")) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      await()
          .atMost(LONG)
          .until(
              () -> {
                consumer
                    .poll(Duration.ofMillis(100))
                    .forEach(record -> letters.add(DeadLetterJson.read(record.value())));
                return letters.size() >= count;
              });
    }
    return letters;
  }

  private static KafkaConsumer<byte[], byte[]> consumer(String group) {
    Map<String, Object> properties = config.clientProperties("test");
    properties.put("group.id", group);
    properties.put("enable.auto.commit", false);
    return new KafkaConsumer<>(
        properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}
