package dev.tailrace.sinks.elasticsearch;

import static dev.tailrace.sinks.elasticsearch.TestRecords.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import dev.tailrace.platform.config.ByteSize;
import dev.tailrace.platform.kafka.KafkaConfig;
import dev.tailrace.platform.kafka.TopicCreator;
import dev.tailrace.schemas.Category;
import dev.tailrace.schemas.Json;
import dev.tailrace.schemas.LogEvent;
import dev.tailrace.schemas.Topics;
import dev.tailrace.sinks.core.SinkMetrics.Result;
import dev.tailrace.testing.embedded.EmbeddedElasticsearch;
import dev.tailrace.testing.embedded.EmbeddedKafka;
import dev.tailrace.testing.embedded.FaultyProxy;
import dev.tailrace.testing.embedded.FaultyProxy.Fault;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Between the sink and a real node everything goes wrong that can, and every event is there once.
 */
class FaultsIT {
  private static final int EVENTS = 2_000;
  private static final Duration TIMEOUT = Duration.ofSeconds(1);
  private static final String REJECTED =
      "{\"error\":{\"type\":\"es_rejected_execution_exception\",\"reason\":\"full\"},\"status\":429}";

  private static final Map<String, Fault> FAULTS =
      Map.of(
          "too many requests", FaultyProxy.refusal(429, REJECTED),
          "unavailable", FaultyProxy.refusal(503, "{\"error\":\"no master\",\"status\":503}"),
          "cut before", FaultyProxy.cut(),
          "answer lost", FaultyProxy.lostAnswer(),
          "answer cut", FaultyProxy.halfAnAnswer(),
          "too late", FaultyProxy.late(TIMEOUT.multipliedBy(2)),
          "partly", FaultsIT::takeEverySecond);

  @TempDir Path directory;
  private final List<String> kinds = FAULTS.keySet().stream().sorted().toList();
  private final Set<String> injected = new HashSet<>();
  private int requests;
  private int faults;

  @Test
  void losesAndDoublesNothing() throws Exception {
    Category category = Category.JOB_EXECUTION;
    List<LogEvent> events =
        LongStream.range(0, EVENTS)
            .mapToObj(i -> event(category, "source-" + i % 7, i, Map.of("job_id", "job-" + i)))
            .toList();
    try (EmbeddedKafka kafka = EmbeddedKafka.start(directory.resolve("kafka"), 0);
        EmbeddedElasticsearch node =
            EmbeddedElasticsearch.start(directory.resolve("elasticsearch"), 0);
        FaultyProxy proxy = FaultyProxy.start(URI.create(node.url()), this::plan)) {
      KafkaConfig kafkaConfig = new KafkaConfig(kafka.bootstrapServers(), 2, 1, Map.of());
      new TopicCreator(kafkaConfig).create(Topics.fused());
      try (TestTopics topics = new TestTopics(kafkaConfig);
          ElasticsearchSinkRole sink =
              ElasticsearchSinkRole.create(small(proxy.url()), kafkaConfig)) {
        topics.send(events.stream().map(TestRecords::record).toList());
        sink.start();
        await().atMost(Duration.ofMinutes(4)).until(() -> topics.committedLag(category) == 0);

        Set<String> expected = new TreeSet<>(events.stream().map(LogEvent::eventId).toList());
        assertThat(ids(ElasticsearchConfig.local(URI.create(node.url())), category))
            .isEqualTo(expected);
        assertThat(sink.count(Result.DEAD_LETTER)).isZero();
        assertThat(sink.count(Result.STORED)).isEqualTo(EVENTS);
        assertThat(injected).containsExactlyInAnyOrderElementsOf(kinds);
      }
    }
  }

  /** Two of three bulk requests meet a fault, each kind in its turn. */
  private synchronized Fault plan(HttpExchange exchange) {
    if (!exchange.getRequestURI().getPath().endsWith("_bulk") || ++requests % 3 == 0) {
      return FaultyProxy.none();
    }
    String kind = kinds.get(faults++ % kinds.size());
    injected.add(kind);
    return FAULTS.get(kind);
  }

  /** The node gets every second document; of the others it is said that it was too busy. */
  private static void takeEverySecond(FaultyProxy.Request request)
      throws IOException, InterruptedException {
    String[] lines = new String(request.body(), StandardCharsets.UTF_8).split("\n", -1);
    StringBuilder taken = new StringBuilder();
    for (int i = 0; i + 1 < lines.length; i += 4) {
      taken.append(lines[i]).append('\n').append(lines[i + 1]).append('\n');
    }
    HttpResponse<byte[]> answer =
        request.forward(taken.toString().getBytes(StandardCharsets.UTF_8));
    ObjectNode body = (ObjectNode) Json.MAPPER.readTree(answer.body());
    ArrayNode items = (ArrayNode) body.get("items");
    List<JsonNode> all = new ArrayList<>();
    for (int i = 0; i + 1 < lines.length; i += 2) {
      all.add(i % 4 == 0 ? items.get(i / 4) : rejected(Json.MAPPER.readTree(lines[i])));
    }
    items.removeAll().addAll(all);
    request.answer(answer, Json.MAPPER.writeValueAsBytes(body.put("errors", true)));
  }

  private static JsonNode rejected(JsonNode operation) throws IOException {
    ObjectNode item = ((ObjectNode) operation).deepCopy();
    item.withObjectProperty("create").setAll((ObjectNode) Json.MAPPER.readTree(REJECTED));
    return item;
  }

  private static ElasticsearchConfig small(URI url) {
    ElasticsearchConfig local = ElasticsearchConfig.local(url);
    return new ElasticsearchConfig(
        local.urls(),
        null,
        null,
        null,
        TIMEOUT,
        false,
        new ElasticsearchConfig.Bulk(new ByteSize(64 << 10), 200, Duration.ofMillis(100), 3),
        local.indices());
  }

  private static Set<String> ids(ElasticsearchConfig config, Category category) throws IOException {
    Set<String> ids = new TreeSet<>();
    try (ElasticsearchConnection connection = new ElasticsearchConnection(config)) {
      connection.client().indices().refresh(r -> r.index(category.indexPrefix() + "*"));
      String after = "";
      while (after != null) {
        String from = after;
        var hits =
            connection
                .client()
                .search(
                    s ->
                        s.index(category.indexPrefix() + "*")
                            .size(5_000)
                            .source(source -> source.fetch(false))
                            .sort(sort -> sort.field(f -> f.field("event_id")))
                            .searchAfter(from),
                    JsonNode.class)
                .hits()
                .hits();
        for (var hit : hits) {
          assertThat(ids.add(hit.id())).as(hit.id()).isTrue();
        }
        after = hits.isEmpty() ? null : hits.get(hits.size() - 1).id();
      }
    }
    return ids;
  }
}
