package dev.tailrace.testing.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tailrace.platform.kafka.KafkaConfig;
import dev.tailrace.platform.kafka.TopicCreator;
import dev.tailrace.schemas.LogEvent;
import dev.tailrace.schemas.Topics;
import dev.tailrace.sinks.elasticsearch.ElasticsearchBootstrap;
import dev.tailrace.sinks.elasticsearch.ElasticsearchCounter;
import dev.tailrace.sinks.s3.ArchiveQuery;
import dev.tailrace.sinks.s3.ArchiveReader;
import dev.tailrace.sinks.s3.S3Bootstrap;
import dev.tailrace.sinks.s3.S3Config;
import dev.tailrace.testing.embedded.EmbeddedServers;
import dev.tailrace.testing.embedded.Ports;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real process of the sinks is killed fifty times while it stores, most often within a cut. */
class KilledSinksIT {
  private static final int KILLS = 50;
  private static final long SEED = 7;
  private static final String S3_GROUP = "tailrace-sink-s3";
  private static final List<String> GROUPS = List.of(S3_GROUP, "tailrace-sink-elasticsearch");

  /** From the moment it is ready; a cold process takes half of it to store its first cut. */
  private static final int LONGEST_MILLIS = 1_500;

  private final Random random = new Random(SEED);

  @TempDir private Path directory;

  @Test
  void everyEventIsStoredOnceThoughTheProcessIsKilledFiftyTimes() throws Exception {
    try (EmbeddedServers servers =
            EmbeddedServers.start(
                directory.resolve("servers"), Ports.free(), "archive", line -> {});
        SinksProcess sinks = prepared(servers);
        EventWriter writer = EventWriter.start(sinks.config().kafka());
        GroupOffsets offsets = new GroupOffsets(sinks.config().kafka(), partitions(sinks))) {
      sinks.start();
      sinks.awaitReady();
      sinks.stop(); // leaves its classes for those that are killed
      int within = 0;
      Set<String> interrupted = new HashSet<>();
      for (int kill = 0; kill < KILLS; kill++) {
        sinks.start();
        sinks.awaitReady();
        sinks.killAfter(random.nextInt(LONGEST_MILLIS));
        List<String> announced = announced(offsets);
        within += announced.isEmpty() ? 0 : 1;
        interrupted.addAll(announced);
      }
      System.out.printf(
          "%d of %d kills fell within a cut; %d cuts were interrupted%n",
          within, KILLS, interrupted.size());

      sinks.start();
      List<String> written = writer.end().stream().sorted().toList();
      awaitDrained(offsets, sinks);
      sinks.stop();

      assertThat(interrupted).as("cuts that were interrupted, seed %d", SEED).isNotEmpty();
      assertThat(inS3(sinks.config().requireS3()))
          .as("events in S3, seed %d", SEED)
          .isEqualTo(written);
      assertThat(inElasticsearch(servers, sinks, written.size()))
          .as("events in Elasticsearch, seed %d", SEED)
          .isEqualTo(written);
    }
  }

  private SinksProcess prepared(EmbeddedServers servers) throws Exception {
    SinksProcess sinks = new SinksProcess(directory, servers);
    new TopicCreator(sinks.config().kafka()).create(Topics.fused());
    ElasticsearchBootstrap.install(sinks.config().requireElasticsearch());
    S3Bootstrap.install(sinks.config().requireS3());
    return sinks;
  }

  private static List<TopicPartition> partitions(SinksProcess sinks) {
    KafkaConfig kafka = sinks.config().kafka();
    return EventWriter.CATEGORIES.stream()
        .map(category -> Topics.of(category).name())
        .flatMap(
            topic ->
                IntStream.range(0, kafka.partitions())
                    .mapToObj(partition -> new TopicPartition(topic, partition)))
        .toList();
  }

  /** The cuts that are announced and not completed, each named by where it begins. */
  private static List<String> announced(GroupOffsets offsets) throws Exception {
    return offsets.committed(S3_GROUP).entrySet().stream()
        .filter(committed -> committed.getValue().metadata().startsWith("cut:"))
        .map(committed -> committed.getKey() + "@" + committed.getValue().offset())
        .toList();
  }

  private static void awaitDrained(GroupOffsets offsets, SinksProcess sinks) {
    await()
        .atMost(Duration.ofMinutes(1))
        .conditionEvaluationListener(
            condition -> {
              if (condition.getRemainingTimeInMS() <= 0) {
                System.err.println(sinks.printed());
              }
            })
        .untilAsserted(
            () -> {
              for (String group : GROUPS) {
                assertThat(offsets.committed(group)).as(group).containsAllEntriesOf(offsets.ends());
              }
            });
  }

  /** The events' ids, sorted, each as often as it is there. Each object has its manifest. */
  private static List<String> inS3(S3Config config) {
    try (ArchiveReader archive = new ArchiveReader(config)) {
      assertThat(archive.find(new ArchiveQuery(ArchiveQuery.ARCHIVED, null, null, null, null)))
          .isNotEmpty()
          .allMatch(entry -> entry.manifest().isPresent(), "has a manifest");
    }
    return ids(Stored.inS3(config));
  }

  private static List<String> inElasticsearch(
      EmbeddedServers servers, SinksProcess sinks, int expected) throws Exception {
    try (ElasticsearchCounter documents =
        new ElasticsearchCounter(sinks.config().requireElasticsearch())) {
      await().atMost(Duration.ofMinutes(1)).until(documents::count, count -> count >= expected);
    }
    return ids(Stored.inElasticsearch(servers.elasticsearch().url()));
  }

  private static List<String> ids(List<LogEvent> events) {
    return events.stream().map(LogEvent::eventId).sorted().toList();
  }
}
