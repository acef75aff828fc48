package dev.tailrace.sinks.elasticsearch.kibana;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tailrace.schemas.Json;
import dev.tailrace.sinks.elasticsearch.IndexMode;
import dev.tailrace.testing.embedded.EmbeddedElasticsearch;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every panel asks Elasticsearch, as Kibana would, for what is known of {@link TwoDays}; the second
 * day may be in indices of another mode than the first.
 */
@ParameterizedClass
@CsvSource({"STANDARD,STANDARD", "LOGSDB,LOGSDB", "STANDARD,LOGSDB"})
class PanelsIT {
  @TempDir static Path directory;
  private static EmbeddedElasticsearch elasticsearch;
  private static SearchNode node;

  @Parameter(0)
  IndexMode before;

  @Parameter(1)
  IndexMode now;

  @BeforeAll
  static void start() {
    elasticsearch = EmbeddedElasticsearch.start(directory, 0);
    node = new SearchNode(elasticsearch.url());
  }

  @BeforeParameterizedClassInvocation
  static void store(IndexMode before, IndexMode now) throws Exception {
    node.deleteIndices();
    node.install(before);
    node.store(TwoDays.theDayBefore());
    node.install(now);
    node.store(TwoDays.theDay());
  }

  @AfterAll
  static void stop() {
    elasticsearch.close();
  }

  static List<String> panels() {
    return Dashboard.ALL.stream()
        .flatMap(dashboard -> dashboard.places().stream())
        .map(Dashboard.Place::panel)
        .toList();
  }

  @Test
  void everyPanelHasAnExpectation() {
    assertThat(PanelExpectations.ALL).containsOnlyKeys(panels());
  }

  @ParameterizedTest
  @MethodSource("panels")
  void answersWhatIsKnown(String panel) throws Exception {
    JsonNode answer = answer(panel, null);

    assertThat(answer.at("/_shards/failed").asInt()).isZero();
    PanelExpectations.ALL.get(panel).accept(answer.get("aggregations"));
  }

  @ParameterizedTest
  @MethodSource("panels")
  void drawsOnlyFieldsOfItsAnswer(String panel) throws Exception {
    VegaFields.check(panel, spec(panel), answer(panel, null));
  }

  @ParameterizedTest
  @MethodSource("panels")
  void aFilterOfTheDashboardHolds(String panel) throws Exception {
    ObjectNode filter = Json.MAPPER.createObjectNode();
    filter.putObject("term").put("context.repository", "acme/nothing");

    assertThat(answer(panel, filter).at("/hits/total/value").asInt()).isZero();
  }

  @Test
  void theLogShowsItsColumns() throws Exception {
    SavedObject dataView = SavedObjects.all().get(0);
    SavedObject log = SavedObjects.all().get(1);
    ObjectNode search = Json.MAPPER.createObjectNode();
    search.set(
        "runtime_mappings",
        Json.MAPPER.readTree(dataView.attributes().get("runtimeFieldMap").asText()));
    search.putArray("fields").add("*");
    // The field as a whole is not read from documents; the document on Kibana advises this.
    search.putObject("query").putObject("query_string").put("query", "context:a1 AND level:INFO");

    JsonNode hits =
        node.search(dataView.attributes().get("title").asText(), search).at("/hits/hits");

    assertThat(hits).hasSize(3);
    for (JsonNode hit : hits) {
      assertThat(hit.at("/fields/@timestamp")).isNotEmpty();
      for (JsonNode column : log.attributes().get("columns")) {
        assertThat(hit.get("fields").path(column.asText())).as(column.asText()).isNotEmpty();
      }
    }
  }

  @Test
  void keysAreFieldsToFilterAndToCountBy() throws Exception {
    JsonNode declared =
        Json.MAPPER.readTree(
            SavedObjects.all().get(2).attributes().get("runtimeFieldMap").asText());
    JsonNode fields = node.fields("tailrace-*", declared);
    for (String key : List.of("repository", "run_id", "job_id", "pool_id", "test.outcome")) {
      JsonNode field = fields.at("/context." + key + "/keyword");
      assertThat(field.path("searchable").asBoolean()).as(key).isTrue();
      assertThat(field.path("aggregatable").asBoolean()).as(key).isTrue();
    }

    ObjectNode search = Json.MAPPER.createObjectNode();
    search.set("runtime_mappings", declared);
    search.putObject("query").putObject("match_phrase").put("context.pool_id", "windows");
    search
        .putObject("aggs")
        .putObject("runners")
        .putObject("terms")
        .put("field", "context.runner_id");
    JsonNode buckets = node.search("tailrace-*", search).at("/aggregations/runners/buckets");
    assertThat(buckets)
        .extracting(bucket -> bucket.get("key").asText() + " " + bucket.get("doc_count").asInt())
        .containsExactly("w6 2", "w7 1", "w8 1");
  }

  private static JsonNode answer(String panel, @Nullable ObjectNode filter) throws Exception {
    JsonNode url = spec(panel).at("/data/url");
    Placeholders placeholders = new Placeholders(TwoDays.BEGIN, TwoDays.END, filter);
    return node.search(url.get("index").asText(), placeholders.fill(url.get("body")));
  }

  private static JsonNode spec(String panel) throws Exception {
    return Json.MAPPER.readTree(Panel.named(panel).spec());
  }
}
