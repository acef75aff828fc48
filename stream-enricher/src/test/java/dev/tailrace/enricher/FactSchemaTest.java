package dev.tailrace.enricher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tailrace.schemas.FactKind;
import dev.tailrace.schemas.Json;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the JSON Schemas of facts describe is what is read. */
class FactSchemaTest {
  private static JsonNode example(FactKind kind) throws IOException {
    String file = kind + "-fact.schema.json";
    try (InputStream in = FactKind.class.getResourceAsStream(file)) {
      return Json.MAPPER.readTree(Objects.requireNonNull(in, file)).at("/examples/0");
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "JOB")
  void everyMemberBecomesAKeyOfTheContext(FactKind kind) throws IOException {
    JsonNode example = example(kind);

    Map<String, Object> context =
        Fact.read(Json.MAPPER.writeValueAsBytes(example), kind.names(), Map.of()).addTo(Map.of());

    assertThat(context).containsOnlyKeys(kind.names());
    assertThat(Json.MAPPER.<JsonNode>valueToTree(context)).isEqualTo(example);
  }

  @Test
  void everyMemberOfAStepIsRead() throws IOException {
    JobSteps steps = JobSteps.read(Json.MAPPER.writeValueAsBytes(example(FactKind.JOB)));

    JobSteps.Step step = steps.at(Instant.parse("2024-01-15T10:36:01Z"));
    assertThat(step).isNotNull();
    assertThat(step.addTo(Map.of())).isEqualTo(Map.of("step_number", 1, "step_name", "Build"));
    assertThat(steps.at(Instant.parse("2024-01-15T10:36:05Z"))).isNull();
  }
}
