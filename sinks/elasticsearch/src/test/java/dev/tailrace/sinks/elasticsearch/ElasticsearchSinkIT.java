package dev.tailrace.sinks.elasticsearch;

import static dev.tailrace.sinks.elasticsearch.TestRecords.event;
import static dev.tailrace.sinks.elasticsearch.TestRecords.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import co.elastic.clients.elasticsearch.core.SearchResponse;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tailrace.platform.kafka.KafkaConfig;
import dev.tailrace.platform.kafka.TopicCreator;
import dev.tailrace.platform.management.Health.Status;
import dev.tailrace.schemas.Category;
import dev.tailrace.schemas.DeadLetter;
import dev.tailrace.schemas.LogEvent;
import dev.tailrace.schemas.LogEventJson;
import dev.tailrace.schemas.TailraceHeaders;
import dev.tailrace.schemas.Topics;
import dev.tailrace.sinks.core.SinkMetrics.Result;
import dev.tailrace.testing.embedded.EmbeddedElasticsearch;
import dev.tailrace.testing.embedded.EmbeddedKafka;
import io.prometheus.client.CollectorRegistry;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.apache.http.util.EntityUtils;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.elasticsearch.client.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each test has a category, and so a topic and indices, of its own. All hold in both modes. */
@ParameterizedClass
@EnumSource(
    value = IndexMode.class,
    names = {"STANDARD", "LOGSDB"})
class ElasticsearchSinkIT {
  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir static Path root;
  private static Path directory;
  private static EmbeddedKafka kafka;
  private static EmbeddedElasticsearch elasticsearch;
  private static KafkaConfig kafkaConfig;
  private static ElasticsearchConfig config;
  private static TestTopics topics;

  @Parameter IndexMode mode;

  @BeforeParameterizedClassInvocation
  static void start(IndexMode mode) {
    directory = root.resolve(mode.toString());
    kafka = EmbeddedKafka.start(directory.resolve("kafka"), 0);
    elasticsearch = EmbeddedElasticsearch.start(directory.resolve("elasticsearch"), 0);
    kafkaConfig = new KafkaConfig(kafka.bootstrapServers(), 2, 1, Map.of());
    config = ElasticsearchConfig.local(URI.create(elasticsearch.url()), mode);
    new TopicCreator(kafkaConfig).create(Topics.fused());
    topics = new TestTopics(kafkaConfig);
  }

  @AfterParameterizedClassInvocation
  static void stop() {
    topics.close();
    kafka.close();
    elasticsearch.close();
  }

  @Test
  void storesEachRecordOnceThoughTheTopicIsReadTwice() throws IOException {
    Category category = Category.SCHEDULER_EVENTS;
    topics.send(records(category, 5_000));
    try (ElasticsearchSinkRole sink = started()) {
      awaitCount(category, 5_000);
      assertThat(sink.count(Result.STORED)).isEqualTo(5_000);
      assertThat(sink.check().status()).isEqualTo(Status.HEALTHY);
      assertThat(sink.check().details())
          .containsEntry("retention", "sweeper")
          .containsKey("bulk_requests_at_once");
    }
    assertThat(topics.committedLag(category)).isZero();

    topics.resetToBeginning(category);
    try (ElasticsearchSinkRole again = started()) {
      await().atMost(LONG).until(() -> again.count(Result.DUPLICATE) == 5_000);
      assertThat(again.count(Result.STORED)).isZero();
    }

    assertThat(count(category)).isEqualTo(5_000);
    assertThat(modes(category)).containsOnly(mode == IndexMode.LOGSDB ? "logsdb" : null);
  }

  @Test
  void refusedDocumentsBecomeDeadLettersAndTheRestFlows() throws IOException {
    Category category = Category.SECURITY_EVENTS;
    LogEvent hugeKey = event(category, "huge", 1, Map.of("k".repeat(40_000), "v"));
    LogEvent strange = event(category, "strange", 2, Map.of());
    String wrongTime =
        new String(LogEventJson.write(strange), StandardCharsets.UTF_8)
            .replaceFirst("\"timestamp\":\"[^\"]*\"", "\"timestamp\":\"+1000000000-12-31T23:59Z\"");
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>(records(category, 10));
    records.add(3, record(hugeKey));
    records.add(5, record(strange, TestRecords.bytes(wrongTime)));
    records.add(7, record(strange, TestRecords.bytes("no json at all")));
    records.add(
        new ProducerRecord<>(
            Topics.of(category).name(), TestRecords.bytes("bare"), TestRecords.bytes("{}")));
    topics.send(records);

    try (ElasticsearchSinkRole sink = started()) {
      awaitCount(category, 10);
      await().atMost(LONG).until(() -> sink.count(Result.DEAD_LETTER) == 4);
    }

    List<DeadLetter> letters = topics.deadLetters(4);
    assertThat(letters).allMatch(letter -> letter.stage().equals("sink-elasticsearch"));
    assertThat(letters).extracting(DeadLetter::topic).containsOnly(Topics.of(category).name());
    assertThat(letters)
        .anySatisfy(
            letter -> {
              assertThat(letter.key()).isEqualTo("huge");
              assertThat(letter.reason()).contains("_exception: ");
              assertThat(letter.original()).isEqualTo(LogEventJson.write(hugeKey));
            })
        .anySatisfy(letter -> assertThat(letter.reason()).contains("timestamp"))
        .anySatisfy(letter -> assertThat(letter.reason()).contains("tailrace.event-id"));
    assertThat(topics.committedLag(category)).isZero();
  }

  @Test
  void losesNothingWhenElasticsearchIsAwayForAWhile() throws IOException {
    Category category = Category.RUNNER_LIFECYCLE;
    CollectorRegistry registry = new CollectorRegistry();
    try (ElasticsearchSinkRole sink = ElasticsearchSinkRole.create(config, kafkaConfig)) {
      sink.register(registry);
      sink.start();
      topics.send(records(category, 1_000));
      awaitCount(category, 1_000);

      int port = elasticsearch.port();
      elasticsearch.close();
      topics.send(records(category, 3_000));
      await().atMost(LONG).until(() -> sink.check().status() == Status.UNHEALTHY);
      assertThat(sink.check().error()).contains("Elasticsearch");
      assertThat(sink.check().details()).containsKey("since");
      assertThat(unavailable(registry)).isEqualTo(1);

      elasticsearch = EmbeddedElasticsearch.start(directory.resolve("elasticsearch"), port);
      awaitCount(category, 3_000);
      await().atMost(LONG).until(() -> sink.check().status() == Status.HEALTHY);
      assertThat(unavailable(registry)).isZero();
    }
    assertThat(topics.committedLag(category)).isZero();
  }

  @Test
  void keepsOnlyWhatABlockedIndexCannotTake() throws Exception {
    Category category = Category.DEBUG_TRACES;
    LogEvent earlier = event(category, "earlier", 0, Map.of());
    ProducerRecord<byte[], byte[]> toBlocked = filed(earlier, Duration.ofDays(1));
    String blocked = DayIndex.of(category, Instant.now().minus(Duration.ofDays(1))).name();
    ElasticsearchBootstrap.install(config);
    try (ElasticsearchConnection connection = new ElasticsearchConnection(config);
        ElasticsearchSinkRole sink = started()) {
      connection.client().indices().create(c -> c.index(blocked));
      connection
          .client()
          .indices()
          .putSettings(p -> p.index(blocked).settings(s -> s.blocks(b -> b.write(true))));
      List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>(records(category, 20));
      records.add(10, toBlocked);
      topics.send(records);

      await().atMost(LONG).until(() -> sink.check().status() == Status.UNHEALTHY);
      assertThat(sink.check().error()).contains("1 of ").contains("cluster_block_exception");
      awaitCount(category, 20);
      assertThat(topics.committedLag(category)).isPositive();

      connection
          .client()
          .indices()
          .putSettings(p -> p.index(blocked).settings(s -> s.blocks(b -> b.write(false))));
      awaitCount(category, 21);
      await().atMost(LONG).until(() -> topics.committedLag(category) == 0);
      assertThat(sink.count(Result.STORED)).isEqualTo(21);
      assertThat(sink.count(Result.DUPLICATE)).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void findsTheOneDocumentThatSpoilsAWholeRequest(boolean compress) throws Exception {
    try (ElasticsearchConnection connection = new ElasticsearchConnection(config)) {
      // Elasticsearch refuses every document of a request in which one id is too long.
      BulkBody body = new BulkBody();
      for (int i = 0; i < 7; i++) {
        String id = i == 4 ? "x".repeat(600) : "spoiled-" + compress + i;
        body.add("spoiled", TestRecords.bytes(id), TestRecords.bytes("{}"));
      }

      List<Answer> answers = new BulkWriter(connection, compress).write(body);

      assertThat(answers).hasSize(7);
      assertThat(answers.get(4)).isInstanceOf(Answer.Refused.class);
      assertThat(answers.stream().filter(Answer.Stored.class::isInstance)).hasSize(6);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void sendsABodyThatTheSocketTakesInManyParts(boolean compress) throws Exception {
    Random random = new Random(7);
    byte[] noise = new byte[3_000];
    String index = "large-" + compress;
    BulkBody body = new BulkBody();
    for (int i = 0; i < 2_000; i++) {
      random.nextBytes(noise);
      String json = "{\"n\":" + i + ",\"noise\":\"" + HexFormat.of().formatHex(noise) + "\"}";
      body.add(index, TestRecords.bytes("large-" + i), TestRecords.bytes(json));
    }
    try (ElasticsearchConnection connection = new ElasticsearchConnection(config)) {
      BulkWriter writer = new BulkWriter(connection, compress);

      assertThat(writer.write(body)).hasSize(2_000).containsOnly(new Answer.Stored());

      byte[] last = body.document(1_999);
      assertThat(source(connection, index, "large-1999")).isEqualTo(last);
    }
  }

  @Test
  void findsByTheNamesOfTheElasticCommonSchema() throws IOException {
    Category category = Category.SYSTEM_ERRORS;
    LogEvent event = event(category, "ecs", 16, Map.of("job_id", "job-7", "n", Map.of("m", 3)));
    topics.send(List.of(record(event)));
    try (ElasticsearchSinkRole sink = started()) {
      awaitCount(category, 1);
      assertThat(sink.count(Result.DEAD_LETTER)).isZero();
    }

    for (String query :
        List.of(
            "log.level:WARN",
            "service.name:scheduler",
            "service:scheduler",
            "trace.id:4bf92f3577b34da6a3ce929d0e0e4736",
            "event.id:" + event.eventId(),
            "host.name:\"host-1\"",
            "log.file.path:\"/var/log/a.log\"",
            "@timestamp:[now-1h TO now+1h]",
            "timestamp:[now-1h TO now+1h]",
            "context.job_id:\"job-7\"",
            "context.n.m:3",
            "message:\"queue is long\"")) {
      assertThat(search(category, query)).as(query).containsExactly(event.eventId());
    }
    assertThat(search(category, "log.level:ERROR")).isEmpty();
  }

  @Test
  void knownKeysAreNumbersAndOthersLeaveTheMappingAsItWas() throws Exception {
    String index = "tailrace-system-errors-2031.01.01";
    ElasticsearchBootstrap.install(config);
    try (ElasticsearchConnection connection = new ElasticsearchConnection(config)) {
      store(connection, index, "fast", Map.of("queue_wait_ms", 900, "attempt", 1));
      String before = mapping(connection, index);
      store(
          connection,
          index,
          "slow",
          Map.of("queue_wait_ms", 12_000, "test", Map.of("duration_ms", 7.5)));
      store(connection, index, "odd", Map.of("queue_wait_ms", "not long", "attempt", List.of(1)));
      for (int document = 0; document < 100; document++) {
        Map<String, Object> keys = new HashMap<>();
        for (int key = 0; key < 1_000; key++) {
          keys.put("key-" + document + "-" + key, key);
        }
        store(connection, index, "many-" + document, keys);
      }
      connection.client().indices().refresh(r -> r.index(index));

      assertThat(ids(connection, index, "context.queue_wait_ms:>5000")).containsExactly("slow");
      assertThat(ids(connection, index, "context.queue_wait_ms:[0 TO 1000]"))
          .containsExactly("fast");
      assertThat(ids(connection, index, "context.test.duration_ms:7.5")).containsExactly("slow");
      assertThat(ids(connection, index, "context.key-77-123:123")).containsExactly("many-77");
      assertThat(mapping(connection, index)).isEqualTo(before);
      connection.client().indices().delete(d -> d.index(index));
    }
  }

  @Test
  void aClustersOwnTemplateHasTheLastWord() throws Exception {
    String index = "tailrace-job-execution-2031.01.02";
    try (ElasticsearchConnection connection = new ElasticsearchConnection(config)) {
      Request own = new Request("PUT", "/_component_template/" + IndexTemplates.CUSTOM);
      own.setJsonEntity("{\"template\":{\"settings\":{\"index\":{\"max_result_window\":12345}}}}");
      connection.rest().performRequest(own);
      ElasticsearchBootstrap.install(config);
      connection.client().indices().create(c -> c.index(index));

      var settings =
          connection.client().indices().getSettings(g -> g.index(index)).get(index).settings();
      assertThat(settings.index().maxResultWindow()).isEqualTo(12_345);
      connection.client().indices().delete(d -> d.index(index));
    }
  }

  @Test
  void sweepsOnlyDaysWhoseRetentionHasEnded() throws Exception {
    Instant now = Instant.parse("2030-06-20T12:00:00Z");
    try (ElasticsearchConnection connection = new ElasticsearchConnection(config);
        HotSweeper sweeper = new HotSweeper(connection, InstantSource.fixed(now))) {
      ElasticsearchBootstrap.install(config);
      List<String> kept =
          List.of(
              "tailrace-debug-traces-2030.06.19",
              "tailrace-job-execution-2030.06.13",
              "other-2000.01.01");
      List<String> old =
          List.of("tailrace-debug-traces-2030.06.18", "tailrace-job-execution-2030.06.12");
      for (String index : kept) {
        connection.client().indices().create(c -> c.index(index));
      }
      for (String index : old) {
        connection.client().indices().create(c -> c.index(index));
      }

      sweeper.sweep();

      for (String index : kept) {
        assertThat(connection.client().indices().exists(e -> e.index(index)).value())
            .as(index)
            .isTrue();
      }
      for (String index : old) {
        assertThat(connection.client().indices().exists(e -> e.index(index)).value())
            .as(index)
            .isFalse();
      }
      connection.client().indices().delete(d -> d.index(kept));
    }
  }

  private static ElasticsearchSinkRole started() {
    ElasticsearchSinkRole sink = ElasticsearchSinkRole.create(config, kafkaConfig);
    sink.start();
    return sink;
  }

  private static ProducerRecord<byte[], byte[]> filed(LogEvent event, Duration ago) {
    ProducerRecord<byte[], byte[]> record = record(event);
    byte[] filedAt = TailraceHeaders.number(event.filedAt().minus(ago).toEpochMilli());
    record.headers().remove(TailraceHeaders.FILED_AT).add(TailraceHeaders.FILED_AT, filedAt);
    return record;
  }

  /** The first records of a category; asking for more gives those again, and then more. */
  private static List<ProducerRecord<byte[], byte[]>> records(Category category, int count) {
    return LongStream.range(0, count)
        .mapToObj(i -> record(event(category, "source-" + i % 7, i, Map.of("job_id", "job-" + i))))
        .toList();
  }

  /** Of the category's indices; null for one without a mode of its own. */
  private static List<String> modes(Category category) throws IOException {
    try (ElasticsearchConnection connection = new ElasticsearchConnection(config)) {
      return connection
          .client()
          .indices()
          .getSettings(g -> g.index(category.indexPrefix() + "*"))
          .result()
          .values()
          .stream()
          .map(index -> index.settings().index().mode())
          .toList();
    }
  }

  private static void awaitCount(Category category, long expected) {
    await()
        .atMost(LONG)
        .ignoreExceptions()
        .untilAsserted(() -> assertThat(count(category)).isEqualTo(expected));
  }

  private static long count(Category category) {
    try (ElasticsearchCounter counter = new ElasticsearchCounter(config)) {
      return counter.count(category);
    }
  }

  private static List<String> search(Category category, String query) throws IOException {
    try (ElasticsearchConnection connection = new ElasticsearchConnection(config)) {
      SearchResponse<JsonNode> found =
          connection
              .client()
              .search(
                  s ->
                      s.index(category.indexPrefix() + "*")
                          .query(q -> q.queryString(text -> text.query(query))),
                  JsonNode.class);
      return found.hits().hits().stream().map(hit -> hit.id()).toList();
    }
  }

  private static void store(
      ElasticsearchConnection connection, String index, String id, Map<String, Object> context)
      throws Exception {
    byte[] document = LogEventJson.write(event(Category.SYSTEM_ERRORS, id, 0, context));
    assertThat(TestRecords.write(connection, index, id, document))
        .containsExactly(new Answer.Stored());
  }

  private static byte[] source(ElasticsearchConnection connection, String index, String id)
      throws IOException {
    Request request = new Request("GET", "/" + index + "/_source/" + id);
    return EntityUtils.toByteArray(connection.rest().performRequest(request).getEntity());
  }

  private static String mapping(ElasticsearchConnection connection, String index)
      throws IOException {
    Request request = new Request("GET", "/" + index + "/_mapping");
    return EntityUtils.toString(connection.rest().performRequest(request).getEntity());
  }

  private static List<String> ids(ElasticsearchConnection connection, String index, String query)
      throws IOException {
    return connection
        .client()
        .search(
            s -> s.index(index).query(q -> q.queryString(text -> text.query(query))),
            JsonNode.class)
        .hits()
        .hits()
        .stream()
        .map(hit -> hit.id())
        .toList();
  }

  private static double unavailable(CollectorRegistry registry) {
    return registry.getSampleValue(
        "tailrace_sink_unavailable", new String[] {"sink"}, new String[] {"sink-elasticsearch"});
  }
}
