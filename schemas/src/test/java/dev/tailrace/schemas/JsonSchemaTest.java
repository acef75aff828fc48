package dev.tailrace.schemas;

import static dev.tailrace.schemas.SchemaFiles.document;
import static dev.tailrace.schemas.SchemaFiles.problems;
import static dev.tailrace.schemas.SchemaFiles.properties;
import static dev.tailrace.schemas.SchemaFiles.values;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.lang.reflect.Field;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonSchemaTest {
  private static Set<String> written(byte[] json) throws IOException {
    Set<String> names = new TreeSet<>();
    Json.MAPPER.readTree(json).fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static Set<String> recordFields(Class<? extends Record> type) {
    return Arrays.stream(type.getRecordComponents())
        .map(component -> component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static CiEvent ciEvent(CiEventType type) {
    Map<String, Object> attributes = new TreeMap<>();
    type.required().forEach(name -> attributes.put(name, name.endsWith("result") ? "skip" : "x"));
    attributes.computeIfPresent(CiAttributes.STEP_NUMBER, (name, x) -> 1L);
    attributes.computeIfPresent(CiAttributes.LOG_COMPLETE, (name, x) -> true);
    attributes.put(CiAttributes.RUN_ATTEMPT, 2L);
    attributes.put(CiAttributes.DURATION, 1.25);
    attributes.put("tailrace.cache_hit", true);
    return new CiEvent("e1", type, Samples.NOW, "t", "s", attributes);
  }

  @Test
  void writtenLogEventsAreValid() {
    assertThat(problems("log-event", LogEventJson.write(Samples.fullLogEvent()))).isEmpty();
    assertThat(problems("log-event", LogEventJson.write(Samples.bareLogEvent()))).isEmpty();
  }

  @Test
  void logEventAndSchemaHaveTheSameFields() throws IOException {
    JsonNode schema = document("log-event");

    assertThat(properties(schema)).isEqualTo(written(LogEventJson.write(Samples.fullLogEvent())));
    assertThat(properties(schema.at("/properties/source"))).isEqualTo(recordFields(Source.class));
  }

  @ParameterizedTest
  @EnumSource
  void writtenCiEventsAreValid(CiEventType type) {
    assertThat(problems("ci-event", CiEventJson.write(ciEvent(type)))).isEmpty();
  }

  @Test
  void ciEventAndSchemaHaveTheSameFields() throws IOException {
    assertThat(properties(document("ci-event")))
        .isEqualTo(recordFields(CiEvent.class))
        .isEqualTo(written(CiEventJson.write(ciEvent(CiEventType.RUN_STARTED))));
  }

  @Test
  void schemaDescribesEveryNamedAttribute() throws IllegalAccessException {
    List<String> names = new ArrayList<>();
    for (Field field : CiAttributes.class.getDeclaredFields()) {
      if (field.getType() == String.class) {
        names.add((String) field.get(null));
      }
    }

    assertThat(properties(document("ci-event").at("/properties/attributes")))
        .containsExactlyInAnyOrderElementsOf(names);
  }

  @Test
  void writtenDeadLettersAreValid() {
    assertThat(problems("dead-letter", DeadLetterJson.write(Samples.fullDeadLetter()))).isEmpty();
    assertThat(problems("dead-letter", DeadLetterJson.write(Samples.bareDeadLetter()))).isEmpty();
  }

  @Test
  void deadLetterAndSchemaHaveTheSameFields() throws IOException {
    assertThat(properties(document("dead-letter")))
        .isEqualTo(recordFields(DeadLetter.class))
        .isEqualTo(written(DeadLetterJson.write(Samples.fullDeadLetter())));
  }

  @Test
  void writtenSummariesAreValidAndRead() {
    for (SourceSummary summary : List.of(Samples.fullSummary(), Samples.bareSummary())) {
      byte[] json = SourceSummaryJson.write(summary);

      assertThat(problems("source-summary", json)).isEmpty();
      assertThat(SourceSummaryJson.read(json)).isEqualTo(summary);
    }
  }

  @Test
  void summaryAndSchemaHaveTheSameFields() throws IOException {
    JsonNode schema = document("source-summary");

    assertThat(properties(schema))
        .isEqualTo(recordFields(SourceSummary.class))
        .isEqualTo(written(SourceSummaryJson.write(Samples.fullSummary())));
    assertThat(properties(schema.at("/properties/failure")))
        .isEqualTo(recordFields(FailureLine.class));
  }

  @ParameterizedTest
  @EnumSource
  void factAndSchemaHaveTheSameMembers(FactKind kind) {
    JsonNode schema = document(kind + "-fact");

    assertThat(properties(schema)).containsExactlyInAnyOrderElementsOf(kind.names());
    for (FactMember member : kind.members()) {
      JsonNode property = schema.path("properties").path(member.name());
      assertThat(property.path("type").asText()).isEqualTo(type(member.type()));
      assertThat(property.has("items")).isEqualTo(property.path("type").asText().equals("array"));
    }
  }

  private static String type(FactMember.Type type) {
    return switch (type) {
      case TEXT -> "string";
      case NUMBER -> "integer";
      case TEXTS, STEPS -> "array";
    };
  }

  @Test
  void stepAndSchemaHaveTheSameMembers() {
    assertThat(properties(document("job-fact").at("/properties/steps/items")))
        .containsExactlyInAnyOrderElementsOf(StepKeys.ALL);
  }

  @Test
  void writtenLeasesAreValidAndRead() {
    for (TailInterest lease :
        List.of(
            new TailInterest("acme/web", "8841", "build", Samples.NOW),
            new TailInterest(null, null, null, Samples.NOW))) {
      assertThat(problems("tail-interest", lease.toJson())).isEmpty();
      assertThat(TailInterest.fromJson(lease.toJson())).isEqualTo(lease);
    }
  }

  @Test
  void leaseAndSchemaHaveTheSameFields() throws IOException {
    assertThat(properties(document("tail-interest")))
        .isEqualTo(recordFields(TailInterest.class))
        .isEqualTo(written(new TailInterest("r", "1", "2", Samples.NOW).toJson()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"until\":\"soon\"}", "[]"})
  void whatIsNoLeaseIsNotValidAndNotRead(String json) {
    assertThat(problems("tail-interest", json.getBytes(UTF_8))).isNotEmpty();
    assertThatThrownBy(() -> TailInterest.fromJson(json.getBytes(UTF_8)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"runner-fact", "repository-fact", "run-fact", "job-fact", "tail-interest"})
  void examplesAreValid(String name) throws IOException {
    JsonNode examples = document(name).path("examples");

    assertThat(examples).isNotEmpty();
    for (JsonNode example : examples) {
      assertThat(problems(name, Json.MAPPER.writeValueAsBytes(example))).isEmpty();
    }
  }

  @Test
  void linesOfTheStructuredLoggersAreValid() {
    List<byte[]> lines = new ArrayList<>();
    StructuredLogger log = new StructuredLogger("runner", Clock.systemUTC(), lines::add);
    log.debug("no context", Map.of());
    JobLogger job = new JobLogger(log.inSpan("t", "s"), Map.of("run_id", "1", "job_id", "2"));
    job.jobQueued("high");
    job.jobStarted("runner-1", Duration.ofMillis(2340), "high");
    job.stepCompleted(1, "Build", CiResult.SUCCESS, Duration.ofSeconds(3));
    job.jobCompleted(CiResult.FAILURE, Duration.ofSeconds(340), 4, true);
    job.error("DiskFull", "no space left", Map.of("free_bytes", 0));

    assertThat(lines).hasSize(6).allSatisfy(l -> assertThat(problems("log-line", l)).isEmpty());
  }

  @Test
  void exampleOfTheLogSchemaIsValid() {
    String line =
        """
        {"timestamp": "2024-01-15T10:35:22.123Z", "level": "INFO", "service": "job-scheduler",
         "trace_id": "abc123def456", "span_id": "789xyz", "message": "Job assigned to runner",
         "context": {"job_id": "job_uuid_1", "run_id": "run_uuid_1", "repository": "org/repo",
          "workflow": "ci.yml", "runner_id": "runner_uuid_1", "queue_wait_ms": 2340,
          "priority": "normal"}}
        """;

    assertThat(problems("log-line", line.getBytes(UTF_8))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"level\":\"INFO\",\"service\":\"s\",\"message\":\"m\"}",
        "{\"timestamp\":\"now\",\"level\":\"INFO\",\"service\":\"s\",\"message\":\"m\"}",
        "{\"timestamp\":\"2024-01-15T10:35:22Z\",\"level\":\"LOUD\",\"service\":\"s\",\"message\":\"\"}"
      })
  void linesOutsideTheSchemaAreNotValid(String line) {
    assertThat(problems("log-line", line.getBytes(UTF_8))).isNotEmpty();
  }

  @Test
  void unknownFieldOfALogEventIsNotValid() {
    String json = new String(LogEventJson.write(Samples.bareLogEvent()), UTF_8);
    String more = json.replaceFirst("\\{", "{\"colour\":\"red\",");

    assertThat(problems("log-event", more.getBytes(UTF_8))).isNotEmpty();
  }

  @Test
  void enumsAreThoseOfTheCode() {
    List<String> levels = Stream.of(Level.values()).map(Level::name).toList();
    assertThat(values(document("log-event").at("/properties/level/enum"))).isEqualTo(levels);
    assertThat(values(document("log-line").at("/properties/level/enum"))).isEqualTo(levels);
    assertThat(values(document("log-event").at("/properties/category/enum")))
        .isEqualTo(Stream.of(Category.values()).map(Category::id).toList());
    assertThat(values(document("log-event").at("/properties/source/properties/authority/enum")))
        .isEqualTo(Stream.of(Authority.values()).map(Authority::id).toList());
    assertThat(values(document("ci-event").at("/properties/type/enum")))
        .isEqualTo(Stream.of(CiEventType.values()).map(CiEventType::id).toList());
    assertThat(values(document("ci-event").at("/$defs/result/enum")))
        .isEqualTo(Stream.of(CiResult.values()).map(CiResult::id).toList());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "log-line",
        "log-event",
        "ci-event",
        "dead-letter",
        "source-summary",
        "runner-fact",
        "repository-fact",
        "run-fact",
        "job-fact",
        "tail-interest"
      })
  void everyFieldIsDescribed(String name) {
    for (JsonNode property : document(name).get("properties")) {
      assertThat(property.path("description").asText()).endsWith(".");
    }
  }
}
