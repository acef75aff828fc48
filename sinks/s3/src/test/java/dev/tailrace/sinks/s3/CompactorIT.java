package dev.tailrace.sinks.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import dev.tailrace.platform.config.ConfigReader;
import dev.tailrace.platform.kafka.KafkaConfig;
import dev.tailrace.platform.kafka.TopicCreator;
import dev.tailrace.platform.management.MetricsText;
import dev.tailrace.schemas.Category;
import dev.tailrace.schemas.Topics;
import dev.tailrace.sinks.core.SinkUnavailableException;
import dev.tailrace.testing.embedded.EmbeddedKafka;
import dev.tailrace.testing.embedded.EmbeddedS3;
import dev.tailrace.testing.embedded.FaultyProxy;
import dev.tailrace.testing.embedded.FaultyProxy.Fault;
import io.prometheus.client.CollectorRegistry;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.exception.SdkException;

/** A compactor between a real broker and an S3 endpoint, on what the sink has stored there. */
class CompactorIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration LATER = Duration.ofHours(2);
  private static final Duration NEXT_DAY = Duration.ofHours(27);

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
  void mergesWhatTheSinkStoredAndDeletesItADayLater() throws Exception {
    S3Config config = bucket("merged", "0s", s3.url());
    List<String> expected = crumbs(config, Category.JOB_EXECUTION, 6);
    List<String> originals = keys(config, Category.JOB_EXECUTION);
    assertThat(originals).hasSize(6);

    Deeds later = compact(config, LATER);

    assertThat(later.merged).singleElement().extracting("records").isEqualTo(120L);
    assertThat(keys(config, Category.JOB_EXECUTION)).hasSize(7).containsAll(originals);
    assertThat(S3SinkIT.lines(config, Category.JOB_EXECUTION)).isEqualTo(expected);
    assertThat(compact(config, LATER).merged).isEmpty();

    assertThat(compact(config, NEXT_DAY).deleted).isEqualTo(originals);

    assertThat(keys(config, Category.JOB_EXECUTION)).containsExactly(later.merged.get(0).key());
    assertThat(S3SinkIT.lines(config, Category.JOB_EXECUTION)).isEqualTo(expected);
    try (ArchiveReader reader = new ArchiveReader(config)) {
      assertThat(reader.list("manifests/")).hasSize(1);
    }
  }

  @Test
  void readersNoticeNothingWhicheverRequestIsTheLast() throws Exception {
    S3Config config = bucket("killed", "0s", s3.url());
    List<String> expected = crumbs(config, Category.SCHEDULER_EVENTS, 3);
    Killer killer = new Killer();
    try (FaultyProxy proxy = FaultyProxy.start(URI.create(s3.url()), killer)) {
      S3Config through = config("killed", "0s", proxy.url().toString());
      for (Duration time : List.of(LATER, NEXT_DAY)) {
        for (int kill = 0; !completes(through, time, killer, kill); kill++) {
          assertThat(S3SinkIT.lines(config, Category.SCHEDULER_EVENTS)).isEqualTo(expected);
        }
      }
    }
    assertThat(keys(config, Category.SCHEDULER_EVENTS))
        .singleElement()
        .matches(ObjectGroup::isMerged);
    assertThat(S3SinkIT.lines(config, Category.SCHEDULER_EVENTS)).isEqualTo(expected);
  }

  @Test
  void leavesTheCutThatASinkIsAboutToRepeat() throws Exception {
    S3Config config = bucket("repeated", "0s", s3.url());
    List<String> expected = crumbs(config, Category.SECURITY_EVENTS, 2);
    try (LogWriter writer = new LogWriter(kafkaConfig, Category.SECURITY_EVENTS)) {
      expected.addAll(writer.commit("dying", 20));
      S3SinkIT.crashAfterStoring(config, kafkaConfig, 2);
      assertThat(writer.committedBySink().metadata()).startsWith("cut:2:");
      assertThat(keys(config, Category.SECURITY_EVENTS)).hasSize(3);

      assertThat(compact(config, LATER).merged.get(0).replaces()).hasSize(2);
      assertThat(compact(config, NEXT_DAY).deleted).hasSize(2);
      try (S3SinkRole sink = S3SinkRole.create(config, kafkaConfig)) {
        sink.start();
        await().atMost(PATIENCE).untilAsserted(() -> S3SinkIT.assertNothingLeft(writer));
      }
    }
    assertThat(S3SinkIT.lines(config, Category.SECURITY_EVENTS))
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void runsByItselfBesideTheSink() throws Exception {
    S3Config config = bucket("unattended", "1s", s3.url());
    CollectorRegistry metrics = new CollectorRegistry();
    List<String> expected = new ArrayList<>();
    try (LogWriter writer = new LogWriter(kafkaConfig, Category.SYSTEM_ERRORS, Instant.now());
        S3SinkRole sink = S3SinkRole.create(config, kafkaConfig, at(LATER))) {
      sink.register(metrics);
      sink.start();
      for (int i = 0; i < 4; i++) {
        expected.addAll(writer.commit("crumb-" + i, 20));
        await().atMost(PATIENCE).untilAsserted(() -> S3SinkIT.assertNothingLeft(writer));
      }
      await()
          .atMost(PATIENCE)
          .until(
              () -> keys(config, Category.SYSTEM_ERRORS).stream().anyMatch(ObjectGroup::isMerged));
      await().atMost(PATIENCE).until(() -> sink.check().details().containsKey("last_compaction"));
      assertThat(sink.check().details()).doesNotContainKey("compaction_error");
    }
    assertThat(MetricsText.of(metrics))
        .contains("tailrace_archive_compaction_failures_total 0.0")
        .doesNotContain("tailrace_archive_merged_objects_total 0.0");
    assertThat(S3SinkIT.lines(config, Category.SYSTEM_ERRORS))
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  /** Refuses one request for good, which may have had its effect. */
  private static final class Killer implements Function<HttpExchange, Fault> {
    private static final Fault REFUSAL = FaultyProxy.refusal(403, "");

    private final AtomicInteger requestsLeft = new AtomicInteger();
    private volatile boolean effective;

    void kill(int requests, boolean hasEffect) {
      effective = hasEffect;
      requestsLeft.set(requests);
    }

    boolean killed() {
      return requestsLeft.get() < 0;
    }

    @Override
    public Fault apply(HttpExchange exchange) {
      if (requestsLeft.getAndDecrement() != 0) {
        return FaultyProxy.none();
      }
      return effective
          ? request -> {
            request.forward();
            REFUSAL.handle(request);
          }
          : REFUSAL;
    }
  }

  private static boolean completes(S3Config config, Duration time, Killer killer, int kill) {
    killer.kill(kill / 2, kill % 2 == 1);
    try {
      compact(config, time);
      return !killer.killed();
    } catch (SinkUnavailableException | SdkException e) {
      return false;
    }
  }

  private static Deeds compact(S3Config config, Duration time) throws SinkUnavailableException {
    Deeds deeds = new Deeds();
    try (Compactor compactor = Compactor.create(config, kafkaConfig, false, at(time))) {
      compactor.run(Records.EVERYTHING, deeds);
    }
    return deeds;
  }

  private static InstantSource at(Duration time) {
    return InstantSource.offset(InstantSource.system(), time);
  }

  /** Lines of a category, each twenty of them an object of its own. */
  private static List<String> crumbs(S3Config config, Category category, int count)
      throws Exception {
    List<String> lines = new ArrayList<>();
    try (LogWriter writer = new LogWriter(kafkaConfig, category);
        S3SinkRole sink = S3SinkRole.create(config, kafkaConfig)) {
      sink.start();
      for (int i = 0; i < count; i++) {
        lines.addAll(writer.commit("crumb-" + i, 20));
        await().atMost(PATIENCE).untilAsserted(() -> S3SinkIT.assertNothingLeft(writer));
      }
    }
    return lines;
  }

  private static S3Config bucket(String name, String interval, String url) throws Exception {
    S3Config config = config(name, interval, url);
    S3Bootstrap.install(config);
    return config;
  }

  private static S3Config config(String name, String interval, String url) {
    return new ConfigReader(Map.of())
        .parse(
            """
            bucket: %s
            endpoint: %s
            access-key: key
            secret-key: secret
            create-bucket: true
            flush-interval: 50ms
            compaction-interval: %s
            """
                .formatted(name, url, interval),
            S3Config.class);
  }

  /** All of them, whether they count or not. */
  private static List<String> keys(S3Config config, Category category) {
    ArchiveQuery query = new ArchiveQuery(Set.of(category), null, null, null, null);
    try (ArchiveReader reader = new ArchiveReader(config)) {
      return reader.listed(category, query).map(ArchivedObject::key).toList();
    }
  }
}
