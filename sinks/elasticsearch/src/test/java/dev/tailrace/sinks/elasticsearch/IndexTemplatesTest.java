package dev.tailrace.sinks.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tailrace.schemas.Category;
import dev.tailrace.sinks.elasticsearch.IndexTemplates.Definition;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IndexTemplatesTest {
  private static Map<String, JsonNode> installed(boolean managed) {
    return installed(IndexMode.STANDARD, managed);
  }

  private static Map<String, JsonNode> installed(IndexMode mode, boolean managed) {
    List<Definition> all =
        IndexTemplates.all(ElasticsearchConfig.Indices.standard(), mode, managed);
    return all.stream().collect(Collectors.toMap(Definition::path, Definition::body));
  }

  @Test
  void eachCategoryHasATemplateOfItsOwnMadeOfTheSameParts() {
    Map<String, JsonNode> installed = installed(false);

    for (Category category : Category.values()) {
      JsonNode template = installed.get("/_index_template/tailrace-" + category.id());
      assertThat(template.at("/index_patterns/0").asText()).isEqualTo(category.indexPrefix() + "*");
      assertThat(template.get("composed_of"))
          .extracting(JsonNode::asText)
          .containsExactly("tailrace-fields", "tailrace-settings", IndexTemplates.CUSTOM);
      assertThat(template.has("template")).isFalse();
    }
  }

  @Test
  void indicesFollowTheirPolicyWhereTheClusterManagesLifecycles() {
    JsonNode lifecycle =
        installed(true)
            .get("/_index_template/tailrace-debug-traces")
            .at("/template/settings/index/lifecycle");

    assertThat(lifecycle.get("name").asText()).isEqualTo("tailrace-debug-traces");
    assertThat(lifecycle.get("parse_origination_date").asBoolean()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"JOB_EXECUTION,192h", "SECURITY_EVENTS,192h", "DEBUG_TRACES,48h"})
  void aDayGoesOnceItsLastEventHasBeenKeptLongEnough(Category category, String age) {
    JsonNode delete = HotLifecycle.policy(category).at("/policy/phases/delete");

    assertThat(delete.get("min_age").asText()).isEqualTo(age);
    assertThat(delete.at("/actions/delete").isObject()).isTrue();
  }

  @Test
  void linesOfASourceStandTogether() {
    JsonNode index =
        installed(false)
            .get("/_component_template/tailrace-settings")
            .at("/template/settings/index");

    assertThat(index.at("/sort/field"))
        .extracting(JsonNode::asText)
        .containsExactly("source.id", "@timestamp");
    assertThat(index.at("/sort/order")).extracting(JsonNode::asText).containsExactly("asc", "desc");
    assertThat(index.has("codec")).isFalse();
    assertThat(index.has("mode")).isFalse();
  }

  @Test
  void logsdbKeepsDocumentsAsTheyCameAndNothingElseIsAnother() {
    Map<String, JsonNode> logsdb = installed(IndexMode.LOGSDB, false);
    Map<String, JsonNode> standard = installed(IndexMode.STANDARD, false);
    String settings = "/_component_template/tailrace-settings";

    JsonNode index = logsdb.get(settings).at("/template/settings/index");
    assertThat(index.get("mode").asText()).isEqualTo("logsdb");
    assertThat(index.at("/mapping/source/mode").asText()).isEqualTo("stored");
    logsdb.remove(settings);
    standard.remove(settings);
    assertThat(logsdb).isEqualTo(standard);
  }
}
