package dev.tailrace.app.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tailrace.platform.kafka.KafkaConfig;
import dev.tailrace.platform.kafka.TopicCreator;
import dev.tailrace.schemas.Category;
import dev.tailrace.schemas.LogEvent;
import dev.tailrace.schemas.LogEventJson;
import dev.tailrace.schemas.Topics;
import dev.tailrace.sinks.elasticsearch.ElasticsearchConfig;
import dev.tailrace.sinks.elasticsearch.ElasticsearchCounter;
import dev.tailrace.sinks.elasticsearch.ElasticsearchSinkRole;
import dev.tailrace.sinks.s3.ArchiveReader;
import dev.tailrace.sinks.s3.S3Bootstrap;
import dev.tailrace.sinks.s3.S3Config;
import dev.tailrace.sinks.s3.S3SinkRole;
import dev.tailrace.testing.embedded.EmbeddedElasticsearch;
import dev.tailrace.testing.embedded.EmbeddedKafka;
import dev.tailrace.testing.embedded.EmbeddedS3;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both sinks have stored all events; those of twenty days ago are hot no longer. */
class SearchCommandIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir static Path directory;
  private static EmbeddedKafka kafka;
  private static EmbeddedS3 s3;
  private static EmbeddedElasticsearch elasticsearch;
  private static SearchCommand.Sections sections;
  private static List<LogEvent> web;
  private static List<LogEvent> api;
  private static List<LogEvent> old;
  private static List<LogEvent> older;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeAll
  static void store() throws Exception {
    kafka = EmbeddedKafka.start(directory.resolve("kafka"), 0);
    s3 = EmbeddedS3.start(directory.resolve("s3"), 0, "archive");
    elasticsearch = EmbeddedElasticsearch.start(directory.resolve("elasticsearch"), 0);
    KafkaConfig config = new KafkaConfig(kafka.bootstrapServers(), 1, 1, Map.of());
    new TopicCreator(config).create(Topics.fused());
    Instant now = Instant.now();
    web = SampleEvents.of(Category.JOB_EXECUTION, "acme/web", now.minusSeconds(60));
    api = SampleEvents.of(Category.DEBUG_TRACES, "acme/api", now);
    old = SampleEvents.of(Category.SECURITY_EVENTS, "acme/web", now.minus(Duration.ofDays(20)));
    older = SampleEvents.of(Category.JOB_EXECUTION, "acme/old", now.minus(Duration.ofDays(21)));
    for (List<LogEvent> events : List.of(web, api, old, older)) {
      SampleEvents.publish(config, events);
    }
    S3Config archive = S3Config.local(URI.create(s3.url()), "archive");
    S3Bootstrap.install(archive);
    ElasticsearchConfig hot = ElasticsearchConfig.local(URI.create(elasticsearch.url()));
    sections = new SearchCommand.Sections(hot, archive);
    S3Config soon = archive.withLimits(archive.objectSize(), Duration.ofMillis(500));
    try (S3SinkRole cold = S3SinkRole.create(soon, config);
        ElasticsearchSinkRole sink = ElasticsearchSinkRole.create(hot, config);
        ArchiveReader reader = new ArchiveReader(archive);
        ElasticsearchCounter counter = new ElasticsearchCounter(hot)) {
      cold.start();
      sink.start();
      await().atMost(PATIENCE).until(() -> reader.countRecords() == 30);
      await().atMost(PATIENCE).ignoreExceptions().until(() -> counter.count() >= 20);
    }
  }

  @AfterAll
  static void stop() {
    elasticsearch.close();
    s3.close();
    kafka.close();
  }

  @Test
  void spansHotAndColdTheNewestFirstAndEachEventOnce() {
    assertThat(ids("--since", "30d", "--job", "job-3", "Line"))
        .containsExactly(id(api, 3), id(web, 3), id(old, 3), id(older, 3));
    assertThat(err.toString()).contains("objects 2 of 2");
  }

  @Test
  void choosesByWordsTimeRepositoryJobAndCategory() {
    assertThat(ids("--since", "1h")).hasSize(20);
    assertThat(ids()).hasSize(20);
    assertThat(ids("--from", "30d", "--to", "1d")).hasSize(20);
    assertThat(ids("--since", "30d", "--repository", "acme/web", "--job", "job-4"))
        .containsExactly(id(web, 4), id(old, 4));
    assertThat(ids("--since", "30d", "--category", "security-events")).hasSize(10);
    assertThat(ids("--since", "30d", "LINE", "--level", "warn")).isEmpty();
    assertThat(ids("--since", "30d", "lin")).isEmpty();
  }

  @Test
  void stopsAtItsLimitAndSaysSo() {
    assertThat(ids("--since", "30d", "-n", "25")).hasSize(25).doesNotContain(id(older, 0));
    assertThat(err.toString()).contains("the newest 25; --limit shows more");
  }

  @Test
  void linesAreSafeForATerminal() {
    assertThat(search("--since", "30d", "--repository", "acme/old", "line", "7")).isZero();

    assertThat(out.toString())
        .startsWith(older.get(7).timestamp() + " INFO runner acme/old job-7  line 7\\u{202e}")
        .hasLineCount(1);
  }

  @Test
  void sayingThatNothingIsFoundIsNoFailure() {
    assertThat(search("--since", "30d", "nothing-like-it")).isZero();

    assertThat(out.toString()).isEmpty();
    assertThat(err.toString()).endsWith("tailrace: nothing matches\n");
  }

  private List<String> ids(String... arguments) {
    List<String> all = new ArrayList<>(Arrays.asList(arguments));
    all.add("--json");
    out.getBuffer().setLength(0);
    assertThat(search(all.toArray(String[]::new))).as("%s", err).isZero();
    return out.toString()
        .lines()
        .map(line -> LogEventJson.read(line.getBytes(UTF_8)).eventId())
        .toList();
  }

  private static String id(List<LogEvent> events, int number) {
    return events.get(number).eventId();
  }

  private int search(String... arguments) {
    List<String> all = new ArrayList<>(Arrays.asList(arguments));
    all.addAll(List.of("--config", "any.yaml"));
    return SearchCommand.command(file -> sections, true)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(all.toArray(String[]::new));
  }
}
