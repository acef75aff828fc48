package dev.tailrace.testing.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import dev.tailrace.schemas.CiEventType;
import dev.tailrace.schemas.Json;
import dev.tailrace.schemas.LogEvent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LogSchemaTest {
  @TempDir static Path directory;
  private JsonSchema schema;

  @BeforeAll
  void simulate() throws IOException {
    try (Simulator simulator = new Simulator(SimulatorConfig.of(directory, 11, 1_000))) {
      simulator.start();
      await().atMost(Duration.ofSeconds(60)).until(simulator::finished);
    }
    try (InputStream in = LogEvent.class.getResourceAsStream("log-line.schema.json")) {
      schema =
          JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(Objects.requireNonNull(in));
    }
  }

  private static Stream<String> lines(String folder) throws IOException {
    try (Stream<Path> files = Files.walk(directory.resolve(folder))) {
      StringBuilder text = new StringBuilder();
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        text.append(Files.readString(file));
      }
      return Stream.of(text.toString().split("\n"));
    }
  }

  @Test
  void everyServiceLineIsInTheLogSchema() throws IOException {
    Set<ValidationMessage> problems = new TreeSet<>((a, b) -> a.toString().compareTo(b.toString()));
    for (String line : lines("services").toList()) {
      problems.addAll(
          schema.validate(
              Json.MAPPER.readTree(line),
              context -> context.getExecutionConfig().setFormatAssertionsEnabled(true)));
    }

    assertThat(problems).isEmpty();
  }

  @Test
  void everyTypeOfEventIsReported() throws IOException {
    EnumSet<CiEventType> types = EnumSet.noneOf(CiEventType.class);
    Set<String> levels = new TreeSet<>();
    for (String line : lines("services").toList()) {
      JsonNode node = Json.MAPPER.readTree(line);
      CiEventType.byId(node.get("message").asText()).ifPresent(types::add);
      levels.add(node.get("level").asText());
    }

    assertThat(types)
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(CiEventType.values()).filter(CiEventType::reported).toList());
    assertThat(levels).containsExactlyInAnyOrder("DEBUG", "INFO", "WARN", "ERROR");
  }

  @Test
  void jobOutputLooksLikeThatOfJobs() throws IOException {
    List<String> lines = lines("jobs").toList();

    assertThat(lines)
        .allMatch(
            line -> line.matches("(?s)\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{7}Z .*"))
        .anyMatch(line -> line.contains("\u001b["))
        .anyMatch(line -> line.contains("\r"))
        .anyMatch(line -> line.contains("✓"))
        .anyMatch(line -> line.contains("##[error]"))
        .anyMatch(line -> line.contains("\tat "));
  }
}
