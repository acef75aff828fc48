package dev.tailrace.sinks.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tailrace.platform.drift.Difference;
import java.util.List;
import org.junit.jupiter.api.Test;

class TemplateDriftTest {
  private final ObjectNode wanted =
      IndexTemplates.all(ElasticsearchConfig.Indices.standard(), IndexMode.STANDARD, false).stream()
          .filter(definition -> definition.name().equals("tailrace-settings"))
          .findFirst()
          .orElseThrow()
          .body();
  private final ObjectNode found = wanted.deepCopy();

  @Test
  void takesTextForItsNumberAndLeavesTheClustersOwnMembersAlone() {
    found.put("version", wanted.path("version").asText());
    found.put("created_date_millis", 1);
    found.putArray("deprecated");

    assertThat(lines()).isEmpty();
  }

  @Test
  void showsWhatIsAnotherWhatIsMissingAndWhatIsTooMuch() {
    ObjectNode index = (ObjectNode) found.at("/template/settings/index");
    index.put("number_of_replicas", "2").put("max_result_window", "20000");
    index.remove("refresh_interval");

    assertThat(lines())
        .containsExactly(
            "settings, template.settings.index.max_result_window: 20000; should be removed",
            "settings, template.settings.index.number_of_replicas: 2; should be 1",
            "settings, template.settings.index.refresh_interval: missing; should be 5000ms");
  }

  private List<String> lines() {
    return TemplateDrift.between("settings", found, wanted).stream()
        .map(Difference::toString)
        .toList();
  }
}
