package dev.tailrace.app.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.luben.zstd.Zstd;
import dev.tailrace.app.TailraceConfig;
import dev.tailrace.platform.config.ConfigReader;
import dev.tailrace.platform.kafka.KafkaConfig;
import dev.tailrace.platform.kafka.TopicCreator;
import dev.tailrace.platform.kafka.TopicReader;
import dev.tailrace.schemas.Category;
import dev.tailrace.schemas.Json;
import dev.tailrace.schemas.LogEvent;
import dev.tailrace.schemas.LogEventJson;
import dev.tailrace.schemas.TailraceHeaders;
import dev.tailrace.schemas.Topic;
import dev.tailrace.schemas.Topics;
import dev.tailrace.sinks.s3.ArchiveReader;
import dev.tailrace.sinks.s3.S3Bootstrap;
import dev.tailrace.sinks.s3.S3Config;
import dev.tailrace.sinks.s3.S3SinkRole;
import dev.tailrace.testing.embedded.EmbeddedElasticsearch;
import dev.tailrace.testing.embedded.EmbeddedKafka;
import dev.tailrace.testing.embedded.EmbeddedS3;
import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Serdes.ByteArraySerde;
import org.apache.kafka.common.serialization.Serdes.StringSerde;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What the sink has stored, looked at and brought back. */
class ArchiveCommandIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Topic<String, byte[]> OWN =
      new Topic<>("my.replay", new StringSerde(), new ByteArraySerde(), Map.of());

  @TempDir static Path directory;
  private static EmbeddedKafka kafka;
  private static EmbeddedS3 s3;
  private static EmbeddedElasticsearch elasticsearch;
  private static KafkaConfig kafkaConfig;
  private static S3Config archive;
  private static Path configFile;

  // Of ten jobs each: new ones of two repositories, and old ones.
  private static List<LogEvent> web;
  private static List<LogEvent> api;
  private static List<LogEvent> old;

  private Path config = configFile;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  @BeforeAll
  static void archive() throws Exception {
    kafka = EmbeddedKafka.start(directory.resolve("kafka"), 0);
    s3 = EmbeddedS3.start(directory.resolve("s3"), 0, "archive");
    elasticsearch = EmbeddedElasticsearch.start(directory.resolve("elasticsearch"), 0);
    kafkaConfig = new KafkaConfig(kafka.bootstrapServers(), 1, 1, Map.of());
    archive = S3Config.local(URI.create(s3.url()), "archive");
    configFile = writeConfig("archive");
    new TopicCreator(kafkaConfig).create(Topics.fused());
    new TopicCreator(kafkaConfig).create(List.of(OWN));
    S3Bootstrap.install(archive);
    Instant now = Instant.now();
    web = SampleEvents.of(Category.JOB_EXECUTION, "acme/web", now);
    api = SampleEvents.of(Category.JOB_EXECUTION, "acme/api", now);
    old = SampleEvents.of(Category.SECURITY_EVENTS, "acme/web", now.minus(Duration.ofDays(20)));
    SampleEvents.publish(kafkaConfig, web);
    SampleEvents.publish(kafkaConfig, api);
    SampleEvents.publish(kafkaConfig, old);
    S3Config soon = archive.withLimits(archive.objectSize(), Duration.ofMillis(500));
    try (S3SinkRole sink = S3SinkRole.create(soon, kafkaConfig);
        ArchiveReader reader = new ArchiveReader(archive)) {
      sink.start();
      await().atMost(PATIENCE).until(() -> reader.countRecords() == 30);
    }
  }

  @AfterAll
  static void stop() {
    elasticsearch.close();
    s3.close();
    kafka.close();
  }

  @Test
  void listsObjects() throws Exception {
    assertThat(archive("ls")).isZero();
    assertThat(out.toString())
        .contains("job-execution/dt=", "security-events/dt=", "STANDARD")
        .doesNotContain("manifests/");

    JsonNode found = Json.MAPPER.readTree(printed("ls", "--json", "--from", "30d", "--to", "10d"));
    assertThat(found.get("category").asText()).isEqualTo("security-events");
    assertThat(found.get("records").asLong()).isEqualTo(10);
    assertThat(found.get("repositories").get(0).asText()).isEqualTo("acme/web");

    assertThat(printed("ls", "--repository", "acme/api")).doesNotContain("security-events/");
    assertThat(printed("ls", "--job", "job-3", "--category", "security-events")).contains("dt=");
  }

  @Test
  void sayingThatNothingIsFoundIsNoFailure() throws Exception {
    assertThat(archive("ls", "--repository", "acme/none")).isZero();
    assertThat(archive("cat", "--job", "none")).isZero();
    assertThat(archive("stats", "--to", "2001-01-01")).isZero();
    assertThat(replay("--to", "2001-01-01")).isZero();

    assertThat(err.toString().lines()).hasSize(4).allMatch(Archives.NOTHING::equals);
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void writesTheLinesThatWereStored() throws Exception {
    assertThat(archive("cat", "--repository", "acme/api")).isZero();
    assertThat(lines()).containsExactlyInAnyOrderElementsOf(json(api));

    bytes.reset();
    assertThat(archive("cat", "--job", "job-3", "--from", "7d")).isZero();
    assertThat(lines()).containsExactlyInAnyOrderElementsOf(json(List.of(web.get(3), api.get(3))));

    JsonNode found = Json.MAPPER.readTree(printed("ls", "--json", "--category", "security-events"));
    bytes.reset();
    assertThat(archive("cat", found.get("key").asText())).isZero();
    assertThat(lines()).containsExactlyInAnyOrderElementsOf(json(old));

    assertThat(archive("cat", "no/such.key")).isEqualTo(1);
    assertThat(err.toString()).contains("there is no object no/such.key");
  }

  @Test
  void countsByCategoryAndDay() throws Exception {
    JsonNode found = Json.MAPPER.readTree(printed("stats", "--json", "--to", "10d"));

    assertThat(found.get("category").asText()).isEqualTo("security-events");
    assertThat(found.get("objects").asLong()).isEqualTo(1);
    assertThat(found.get("records").asLong()).isEqualTo(10);
    assertThat(found.get("bytes")).isEqualTo(found.get("mean_bytes"));
    assertThat(printed("stats")).containsPattern("job-execution +2");
  }

  @Test
  void refusesWhatItDoesNotKnow() throws Exception {
    assertThat(archive("ls", "--category", "debug-traces")).isEqualTo(2);
    assertThat(err.toString()).contains("'debug-traces' is no archived category", "job-execution,");
    assertThat(archive("cat", "--from", "yesterday")).isEqualTo(2);
    assertThat(err.toString()).contains("--from 'yesterday' is no time");
    assertThat(replay("--to-index", "--to-topic", "x")).isEqualTo(2);
    assertThat(replay("--to-topic", "logs.job-execution")).isEqualTo(2);
    assertThat(err.toString()).contains("logs.job-execution is a topic of Tailrace's own");
    assertThat(replay("--restore-days", "0")).isEqualTo(2);
    assertThat(replay("--to-topic", "not.there")).isEqualTo(1);
    assertThat(err.toString()).contains("cannot use the topic not.there");
  }

  @Test
  void saysWhichBucketIsMissing() throws Exception {
    config = writeConfig("nowhere");

    assertThat(archive("ls")).isEqualTo(1);
    assertThat(err.toString()).contains("bucket nowhere does not exist");
  }

  @Test
  void namesWhatIsInGlacierAndRestoresNothingInADryRun() throws Exception {
    config = writeConfig("frozen");
    S3Bootstrap.install(S3Config.local(URI.create(s3.url()), "frozen"));
    String key = "security-events/dt=2026-01-31/hour=08/logs.security-events-0-7.ndjson.zst";
    put("frozen", key, "GLACIER", "frozen".getBytes(UTF_8));

    JsonNode found = Json.MAPPER.readTree(printed("ls", "--json"));
    assertThat(found.get("storage_class").asText()).isEqualTo("GLACIER");
    assertThat(found.get("key").asText()).isEqualTo(key);
    assertThat(archive("cat")).isEqualTo(1);
    assertThat(err.toString()).contains("in Glacier, and passed over: " + key);
    assertThat(outcome("--dry-run", "--restore-tier", "bulk")).isEqualTo("would be replayed: 0");
    assertThat(err.toString()).contains("to be restored from Glacier: 1, 6 B, bulk, for 3 days");
  }

  @Test
  void replaysTheEventsOfAnObjectWithoutAManifestAndSaysWhatIsNone() throws Exception {
    config = writeConfig("older");
    S3Bootstrap.install(S3Config.local(URI.create(s3.url()), "older"));
    String key = "runner-lifecycle/dt=2026-01-31/hour=08/logs.runner-lifecycle-0-7.ndjson.zst";
    String lines = json(old).get(0) + "\nno event\n" + json(web).get(0) + "\n";
    put("older", key, "STANDARD", Zstd.compress(lines.getBytes(UTF_8)));

    assertThat(replay("--dry-run")).isEqualTo(1);
    assertThat(out.toString().strip()).isEqualTo("would be replayed: 2, no events: 1");
    assertThat(err.toString()).contains("a line of " + key + " is no event");
    assertThat(printed("stats", "--json")).contains("\"records\":3");
    assertThat(archive("cat", "--repository", "acme/web")).isZero();
    assertThat(lines()).containsExactly(json(old).get(0), json(web).get(0));
  }

  @Test
  void showsATerminalWhatCouldTurnItsText() throws Exception {
    CommandLine onTerminal =
        ArchiveCommand.command(
            file -> configuration(file).requireS3(),
            file -> configuration(file).kafka(),
            bytes,
            true);

    assertThat(run(onTerminal, "cat", "--job", "job-5", "--to", "10d")).isZero();

    assertThat(lines()).singleElement().asString().contains("line 5\\u{202e}");
  }

  @Test
  void replaysIntoElasticsearchOnce() throws Exception {
    assertThat(replay("--dry-run")).isZero();
    assertThat(out.toString()).isEqualTo("would be replayed: 30" + System.lineSeparator());
    assertThat(search("tailrace-*")).isEmpty();

    assertThat(outcome("--job", "job-3")).isEqualTo("stored: 3, already there: 0, refused: 0");
    assertThat(outcome()).isEqualTo("stored: 27, already there: 3, refused: 0");
    assertThat(outcome("--to-index")).isEqualTo("stored: 0, already there: 30, refused: 0");

    assertThat(search("tailrace-job-execution-*"))
        .containsExactlyInAnyOrderElementsOf(ids(List.of(web, api)));
    assertThat(search("tailrace-replay-security-events-*"))
        .containsExactlyInAnyOrderElementsOf(ids(List.of(old)));
    assertThat(search("tailrace-*"))
        .containsExactlyInAnyOrderElementsOf(ids(List.of(web, api, old)));
  }

  @Test
  void replaysToATopicAsEventsWereInTheirOwn() throws Exception {
    assertThat(outcome("--to-topic", "my.replay", "--repository", "acme/api"))
        .isEqualTo("published: 10");

    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    new TopicReader(kafkaConfig, OWN, "test").read(records::add);
    assertThat(records.stream().map(record -> new String(record.value(), UTF_8)))
        .containsExactlyElementsOf(json(api));
    ConsumerRecord<byte[], byte[]> first = records.get(0);
    assertThat(new String(first.key(), UTF_8)).isEqualTo(api.get(0).source().id());
    assertThat(TailraceHeaders.text(first.headers(), TailraceHeaders.EVENT_ID))
        .contains(api.get(0).eventId());
    assertThat(TailraceHeaders.number(first.headers(), TailraceHeaders.FILED_AT))
        .hasValue(api.get(0).filedAt().toEpochMilli());
  }

  @Test
  void mergesSmallObjectsOfAnHourAndDeletesThemADayLater() throws Exception {
    config = writeConfig("crumbs");
    Instant now = Instant.now();
    storeApart("crumbs", "acme/web", "acme/api", now);
    String listed = printed("ls", "--json");
    assertThat(listed.lines()).hasSize(2);

    assertThat(archive("compact")).as("%s", err).isZero(); // the hour is not over
    assertThat(out.toString()).endsWith("merged: 0 objects, 0 B, into 0; deleted: 0\n");
    assertThat(compacted(Duration.ofHours(2), "--dry-run"))
        .contains("/logs.scheduler-events-merged-")
        .containsPattern("\nwould be merged: 2 objects, [0-9.]+ K?i?B, into 1; deleted: 0\n$");
    assertThat(printed("ls", "--json")).isEqualTo(listed);
    assertThat(compacted(Duration.ofHours(2), "--category", "system-errors"))
        .isEqualTo("merged: 0 objects, 0 B, into 0; deleted: 0\n");

    assertThat(compacted(Duration.ofHours(2)))
        .containsPattern("\nmerged: 2 objects, [0-9.]+ K?i?B, into 1; deleted: 0\n$");
    JsonNode merged = Json.MAPPER.readTree(printed("ls", "--json"));
    assertThat(merged.get("records").asLong()).isEqualTo(20);
    assertThat(merged.get("repositories")).hasToString("[\"acme/api\",\"acme/web\"]");
    assertThat(compacted(Duration.ofHours(26)))
        .isEqualTo("merged: 0 objects, 0 B, into 0; deleted: 2\n");
    assertThat(archive("cat", "--repository", "acme/api")).isZero();
    assertThat(lines())
        .containsExactlyElementsOf(
            json(SampleEvents.of(Category.SCHEDULER_EVENTS, "acme/api", now)));
  }

  /** Two objects, of ten jobs each. */
  private static void storeApart(String bucket, String first, String second, Instant time)
      throws Exception {
    S3Config crumbs = S3Config.local(URI.create(s3.url()), bucket);
    S3Bootstrap.install(crumbs);
    try (S3SinkRole sink =
            S3SinkRole.create(
                crumbs.withLimits(crumbs.objectSize(), Duration.ofMillis(500)), kafkaConfig);
        ArchiveReader reader = new ArchiveReader(crumbs)) {
      sink.start();
      SampleEvents.publish(kafkaConfig, SampleEvents.of(Category.SCHEDULER_EVENTS, first, time));
      await().atMost(PATIENCE).until(() -> reader.countRecords() == 10);
      SampleEvents.publish(kafkaConfig, SampleEvents.of(Category.SCHEDULER_EVENTS, second, time));
      await().atMost(PATIENCE).until(() -> reader.countRecords() == 20);
    }
  }

  private String compacted(Duration later, String... arguments) {
    out.getBuffer().setLength(0);
    InstantSource clock = InstantSource.offset(InstantSource.system(), later);
    CompactCommand command =
        new CompactCommand(
            file -> configuration(file).requireS3(), file -> configuration(file).kafka(), clock);
    assertThat(run(new CommandLine(command), arguments)).as("%s", err).isZero();
    return out.toString();
  }

  private int archive(String... arguments) throws Exception {
    return run(
        ArchiveCommand.command(
            file -> configuration(file).requireS3(),
            file -> configuration(file).kafka(),
            bytes,
            false),
        arguments);
  }

  private int replay(String... arguments) throws Exception {
    return run(
        ReplayCommand.command(
            new ReplayCommand.Sections(
                file -> configuration(file).requireS3(),
                file -> configuration(file).requireElasticsearch(),
                file -> configuration(file).kafka()),
            false),
        arguments);
  }

  private int run(CommandLine line, String... arguments) {
    List<String> all = new ArrayList<>(Arrays.asList(arguments));
    all.addAll(List.of("--config", config.toString()));
    return line.setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(all.toArray(String[]::new));
  }

  private String printed(String... arguments) throws Exception {
    out.getBuffer().setLength(0);
    assertThat(archive(arguments)).as("%s", err).isZero();
    return out.toString();
  }

  private String outcome(String... arguments) throws Exception {
    out.getBuffer().setLength(0);
    assertThat(replay(arguments)).as("%s", err).isZero();
    return out.toString().strip();
  }

  private List<String> lines() {
    return bytes.toString(UTF_8).lines().toList();
  }

  private static TailraceConfig configuration(Path file) {
    return new ConfigReader(Map.of()).read(file, TailraceConfig.class);
  }

  private static Path writeConfig(String bucket) throws Exception {
    return Files.writeString(
        directory.resolve(bucket + ".yaml"),
        """
        kafka: {bootstrap-servers: "%s"}
        elasticsearch: {urls: ["%s"], indices: {replicas: 0, codec: default}}
        s3: {bucket: %s, endpoint: "%s", access-key: test, secret-key: test}
        """
            .formatted(kafka.bootstrapServers(), elasticsearch.url(), bucket, s3.url()));
  }

  private static List<String> json(List<LogEvent> events) {
    return events.stream().map(event -> new String(LogEventJson.write(event), UTF_8)).toList();
  }

  private static List<String> ids(List<List<LogEvent>> events) {
    return events.stream().flatMap(List::stream).map(LogEvent::eventId).toList();
  }

  private static List<String> search(String indices) throws Exception {
    HttpClient client = HttpClient.newHttpClient();
    String base = elasticsearch.url() + "/" + indices;
    get(client, base + "/_refresh");
    JsonNode found = Json.MAPPER.readTree(get(client, base + "/_search?size=100"));
    List<String> ids = new ArrayList<>();
    found.at("/hits/hits").forEach(hit -> ids.add(hit.get("_id").asText()));
    return ids;
  }

  private static void put(String bucket, String key, String storageClass, byte[] content)
      throws Exception {
    HttpRequest put =
        HttpRequest.newBuilder(URI.create(s3.url() + "/" + bucket + "/" + key))
            .header("x-amz-storage-class", storageClass)
            .header("x-amz-meta-records", "3")
            .PUT(HttpRequest.BodyPublishers.ofByteArray(content))
            .build();
    HttpResponse<String> answer =
        HttpClient.newHttpClient().send(put, HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  private static String get(HttpClient client, String url) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create(url)).build();
    return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
  }
}
