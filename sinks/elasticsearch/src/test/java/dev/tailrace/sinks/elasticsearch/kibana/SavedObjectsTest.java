package dev.tailrace.sinks.elasticsearch.kibana;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tailrace.schemas.CiResult;
import dev.tailrace.schemas.Json;
import dev.tailrace.sinks.elasticsearch.kibana.Dashboard.Place;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SavedObjectsTest {
  @Test
  void eachLineIsAnObjectAndItsReferencesStandBeforeIt() throws IOException {
    Set<String> known = new HashSet<>();
    for (String line : KibanaBootstrap.ndjson().split("\n", -1)) {
      if (!line.isEmpty()) {
        JsonNode object = Json.MAPPER.readTree(line);
        for (JsonNode reference : object.get("references")) {
          assertThat(known).contains(name(reference));
        }
        assertThat(object.get("migrationVersion").has(object.get("type").asText())).isTrue();
        assertThat(known.add(name(object))).as(name(object)).isTrue();
      }
    }
    assertThat(known).hasSize(3 + 16 + 2);
  }

  private static String name(JsonNode object) {
    return object.get("type").asText() + " " + object.get("id").asText();
  }

  @Test
  void everyPanelOfADashboardNamesItsReference() throws IOException {
    for (SavedObject object : SavedObjects.all()) {
      if (object.type() == SavedObjectType.DASHBOARD) {
        List<String> named = new ArrayList<>();
        for (JsonNode panel :
            Json.MAPPER.readTree(object.attributes().get("panelsJSON").asText())) {
          named.add(panel.get("panelIndex").asText() + ":" + panel.get("panelRefName").asText());
          assertThat(panel.at("/gridData/i")).isEqualTo(panel.get("panelIndex"));
        }
        assertThat(object.references())
            .extracting(SavedObject.Reference::name)
            .containsExactlyElementsOf(named);
      }
    }
  }

  @Test
  void whatIsJsonWithinTextIsJson() throws IOException {
    for (SavedObject object : SavedObjects.all()) {
      JsonNode attributes = object.attributes();
      for (String member :
          List.of("visState", "panelsJSON", "optionsJSON", "runtimeFieldMap", "uiStateJSON")) {
        if (attributes.has(member)) {
          assertThat(Json.MAPPER.readTree(attributes.get(member).asText())).isNotNull();
        }
      }
    }
  }

  @Test
  void everyPanelFileStandsOnADashboardOnce() throws IOException {
    List<String> placed =
        Dashboard.ALL.stream().flatMap(d -> d.places().stream()).map(Place::panel).toList();

    assertThat(files()).containsExactlyInAnyOrderElementsOf(placed);
  }

  @Test
  void everyPanelIsVegaLiteWithAQueryOfItsOwn() throws IOException {
    for (String name : files()) {
      JsonNode spec = Json.MAPPER.readTree(Panel.named(name).spec());
      assertThat(spec.get("$schema").asText())
          .as(name)
          .isEqualTo("https://vega.github.io/schema/vega-lite/v5.json");
      JsonNode url = spec.at("/data/url");
      assertThat(url.get("index").asText()).isEqualTo("tailrace-*");
      assertThat(url.at("/body/size").asInt(-1)).isZero();
      // Kibana takes its own placeholder for the whole query or a query of one's own, not both.
      assertThat(url.has("%context%")).isFalse();
      assertThat(url.at("/body/query/bool/filter/0").asText())
          .isEqualTo("%dashboard_context-filter_clause%");
    }
  }

  @Test
  void theWordsForAConclusionAreThoseOfTheMetrics() throws IOException {
    for (String name : List.of("job-success-rate", "pipeline-success-rate")) {
      JsonNode filters =
          Json.MAPPER
              .readTree(Panel.named(name).spec())
              .at("/data/url/body/aggs")
              .findValue("ended");
      for (JsonNode word : filters.findValue("success").findValue("context.conclusion")) {
        assertThat(CiResult.parse(word.asText())).hasValue(CiResult.SUCCESS);
      }
      for (JsonNode word : filters.findValue("cancelled").findValue("context.conclusion")) {
        assertThat(CiResult.parse(word.asText())).hasValue(CiResult.CANCELLATION);
      }
      for (JsonNode word : filters.findValue("failed").findValue("context.conclusion")) {
        assertThat(CiResult.parse(word.asText()).orElseThrow())
            .isIn(CiResult.FAILURE, CiResult.ERROR, CiResult.TIMEOUT);
      }
    }
  }

  @Test
  void panelsFitTheirDashboardAndCoverNoOther() {
    assertThatThrownBy(() -> new Place("wide", "Wide", 30, 0, 19, 5))
        .hasMessageContaining("wide does not fit");
    assertThatThrownBy(
            () ->
                new Dashboard(
                    "d",
                    "D",
                    "",
                    List.of(new Place("a", "A", 0, 0, 10, 5), new Place("b", "B", 9, 4, 5, 5))))
        .hasMessageContaining("the panel a covers another");
  }

  @Test
  void theDocumentTellsOfEveryPanel() throws IOException {
    String document = Files.readString(Path.of("../../docs/kibana.md"));

    for (Dashboard dashboard : Dashboard.ALL) {
      assertThat(document).contains("## " + dashboard.title().replace("Tailrace: ", ""));
      for (Place place : dashboard.places()) {
        assertThat(document).contains("| " + place.title() + " | ");
      }
    }
  }

  private static List<String> files() throws IOException {
    URI folder = URI.create(Panel.class.getResource("panels/active-jobs.json") + "");
    try (Stream<Path> files = Files.list(Path.of(folder).getParent())) {
      return files.map(file -> file.getFileName().toString().replace(".json", "")).toList();
    }
  }
}
