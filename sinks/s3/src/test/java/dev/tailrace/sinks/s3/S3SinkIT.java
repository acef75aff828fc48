package dev.tailrace.sinks.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tailrace.platform.kafka.KafkaConfig;
import dev.tailrace.platform.kafka.TopicCreator;
import dev.tailrace.schemas.Category;
import dev.tailrace.schemas.Topics;
import dev.tailrace.sinks.core.SinkComponent;
import dev.tailrace.sinks.core.SinkMetrics.Result;
import dev.tailrace.testing.embedded.EmbeddedKafka;
import dev.tailrace.testing.embedded.EmbeddedS3;
import io.prometheus.client.CollectorRegistry;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sink between a real broker, written in transactions, and an S3 endpoint. */
class S3SinkIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration SOON = Duration.ofMillis(500);
  private static final Duration NEVER = Duration.ofHours(1);

  @TempDir static Path directory;
  private static EmbeddedKafka kafka;
  private static EmbeddedS3 s3;
  private static KafkaConfig kafkaConfig;

  @BeforeAll
  static void startServers() {
    kafka = EmbeddedKafka.start(directory.resolve("kafka"), 0);
    s3 = EmbeddedS3.start(directory.resolve("s3"), 0, "first");
    kafkaConfig = new KafkaConfig(kafka.bootstrapServers(), 1, 1, Map.of());
    new TopicCreator(kafkaConfig).create(Topics.fused());
  }

  @AfterAll
  static void stopServers() {
    s3.close();
    kafka.close();
  }

  @Test
  void archivesEveryCommittedLineOnceAndReachesTheEndPastMarkers() throws Exception {
    S3Config config = bucket("whole", SOON);
    List<String> expected = new ArrayList<>();
    try (LogWriter writer = new LogWriter(kafkaConfig, Category.JOB_EXECUTION)) {
      for (int i = 0; i < 5; i++) {
        expected.addAll(writer.commit("whole-" + i, 300));
        writer.abort("aborted-" + i, 20);
      }

      try (S3SinkRole sink = S3SinkRole.create(config, kafkaConfig)) {
        sink.start();
        await().atMost(PATIENCE).untilAsserted(() -> assertNothingLeft(writer));
        assertThat(sink.count(Result.STORED)).isEqualTo(expected.size());
        expected.addAll(writer.commit("more", 50));
        await().atMost(PATIENCE).untilAsserted(() -> assertNothingLeft(writer));
      }
      assertThat(lines(config, Category.JOB_EXECUTION))
          .containsExactlyInAnyOrderElementsOf(expected);
      assertNothingLeft(writer);
    }
  }

  @Test
  void storesWhatIsBufferedWhenItCloses() throws Exception {
    S3Config config = bucket("closing", NEVER);
    try (LogWriter writer = new LogWriter(kafkaConfig, Category.RUNNER_LIFECYCLE)) {
      List<String> expected = writer.commit("closing", 10);

      S3SinkRole sink = S3SinkRole.create(config, kafkaConfig);
      CollectorRegistry metrics = new CollectorRegistry();
      sink.register(metrics);
      sink.start();
      await().atMost(PATIENCE).until(() -> consumed(metrics, writer.topic()) == expected.size());
      assertThat(keys(config, Category.RUNNER_LIFECYCLE)).isEmpty();
      sink.close();

      assertThat(lines(config, Category.RUNNER_LIFECYCLE)).containsExactlyElementsOf(expected);
      assertNothingLeft(writer);
    }
  }

  @Test
  void repeatsTheSameCutAfterACrashBetweenStoringAndCommitting() throws Exception {
    S3Config config = bucket("crashed", SOON);
    try (LogWriter writer = new LogWriter(kafkaConfig, Category.SECURITY_EVENTS)) {
      List<String> expected = new ArrayList<>(writer.commit("before", 200));
      crashAfterStoring(config, kafkaConfig, 1);
      OffsetAndMetadata announced = writer.committedBySink();
      List<String> keys = keys(config, Category.SECURITY_EVENTS);
      assertThat(announced.metadata()).startsWith("cut:2:");
      assertThat(keys).hasSize(1);

      expected.addAll(writer.commit("after", 100));
      try (S3SinkRole sink = S3SinkRole.create(config, kafkaConfig)) {
        sink.start();
        await().atMost(PATIENCE).untilAsserted(() -> assertNothingLeft(writer));
      }

      assertThat(keys(config, Category.SECURITY_EVENTS)).containsAll(keys).hasSize(2);
      assertThat(lines(config, Category.SECURITY_EVENTS)).containsExactlyElementsOf(expected);
    }
  }

  @Test
  void waitsForAMissingBucketAndGoesOnWhenItIsThere() throws Exception {
    S3Config config = S3Config.local(URI.create(s3.url()), "late");
    S3Config limited = config.withLimits(config.objectSize(), SOON);
    try (LogWriter writer = new LogWriter(kafkaConfig, Category.SYSTEM_ERRORS);
        S3SinkRole sink = S3SinkRole.create(limited, kafkaConfig)) {
      List<String> expected = writer.commit("late", 30);
      sink.start();
      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(sink.check().error()).contains("NoSuchBucket"));

      S3Bootstrap.install(limited);

      await().atMost(PATIENCE).untilAsserted(() -> assertNothingLeft(writer));
      assertThat(lines(limited, Category.SYSTEM_ERRORS)).containsExactlyElementsOf(expected);
      assertThat(sink.check().error()).isNull();
    }
  }

  private static S3Config bucket(String name, Duration flushInterval) throws Exception {
    S3Config config = S3Config.local(URI.create(s3.url()), name);
    S3Bootstrap.install(config);
    return config.withLimits(config.objectSize(), flushInterval);
  }

  /**
   * Ends as a kill does: something is stored, nothing is committed after.
   *
   * @param puts how many puts are done: objects and manifests in turn
   */
  static void crashAfterStoring(S3Config config, KafkaConfig kafkaConfig, int puts) {
    ObjectStore store = new DyingStore(new S3ObjectStore(config), puts);
    S3Sink sink = new S3Sink(config, store, (result, timestamp) -> {});
    try (SinkComponent component =
        new SinkComponent(S3SinkRole.NAME, kafkaConfig, S3Sink.topics(), sink)) {
      component.start();
      await().atMost(PATIENCE).until(() -> !component.check().live());
    }
  }

  private static double consumed(CollectorRegistry metrics, String topic) {
    return Collections.list(metrics.metricFamilySamples()).stream()
        .flatMap(family -> family.samples.stream())
        .filter(sample -> sample.labelValues.contains("records-consumed-total"))
        .filter(sample -> sample.labelValues.contains(topic))
        .mapToDouble(sample -> sample.value)
        .max()
        .orElse(0);
  }

  static void assertNothingLeft(LogWriter writer) throws Exception {
    OffsetAndMetadata committed = writer.committedBySink();
    assertThat(committed).isNotNull();
    assertThat(committed.offset()).isEqualTo(writer.endOffset());
    assertThat(committed.metadata()).isEmpty();
  }

  private static List<String> keys(S3Config config, Category category) {
    try (ArchiveReader reader = new ArchiveReader(config)) {
      return reader.list(category).map(ArchivedObject::key).toList();
    }
  }

  /** What is archived of a category, as often as it is there. */
  static List<String> lines(S3Config config, Category category) {
    List<String> lines = new ArrayList<>();
    try (ArchiveReader reader = new ArchiveReader(config)) {
      reader
          .list(category)
          .forEach(
              object ->
                  reader.forEachLine(
                      object, line -> lines.add(new String(line, StandardCharsets.UTF_8))));
      assertThat(reader.list(category).mapToLong(reader::countRecords).sum())
          .isEqualTo(lines.size());
      assertThat(reader.find(Records.EVERYTHING)).allMatch(entry -> entry.manifest().isPresent());
    }
    return lines;
  }
}
