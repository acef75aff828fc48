package dev.tailrace.enricher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tailrace.platform.streams.DeadLetterHandler;
import dev.tailrace.schemas.Authority;
import dev.tailrace.schemas.CiTrace;
import dev.tailrace.schemas.Level;
import dev.tailrace.schemas.LogEvent;
import dev.tailrace.schemas.LogEventJson;
import dev.tailrace.schemas.TailraceHeaders;
import dev.tailrace.schemas.Topic;
import dev.tailrace.schemas.Topics;
import dev.tailrace.schemas.TraceContext;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FactJoinTest {
  private static final Map<String, Object> JOB =
      Map.of("run_id", "7", "attempt", 1, "job_id", "8", "repository", "org/repo");

  @TempDir Path state;

  private TopologyTestDriver driver;

  @BeforeEach
  void start() {
    Properties settings = new Properties();
    settings.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
    settings.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
    DeadLetterHandler.configure(settings);
    driver = new TopologyTestDriver(EnricherTopology.split(EnricherConfig.defaults()), settings);
  }

  @AfterEach
  void stop() {
    driver.close();
  }

  private void fact(Topic<String, byte[]> topic, String key, @Nullable String json) {
    driver
        .createInputTopic(topic.name(), new StringSerializer(), new ByteArraySerializer())
        .pipeInput(key, json == null ? null : json.getBytes(UTF_8));
  }

  private LogEvent enriched(Authority authority, Map<String, Object> context) {
    LogEvent event = Events.event(authority, Level.INFO, "s", "m", context);
    RecordHeaders headers = new RecordHeaders();
    headers.add(
        TailraceHeaders.TRACEPARENT, TraceContext.derived("a", "b").traceparent().getBytes(UTF_8));
    driver
        .createInputTopic(Topics.PARSED.name(), new StringSerializer(), new ByteArraySerializer())
        .pipeInput(new TestRecord<>("k", LogEventJson.write(event), headers, Events.TIME));
    return driver
        .createOutputTopic(
            Topics.ENRICHED.name(),
            Topics.ENRICHED.keys().deserializer(),
            Topics.ENRICHED.values().deserializer())
        .readValue();
  }

  @Test
  void addsWhatIsKnownOfRunnerRepositoryAndRun() {
    fact(
        Topics.RUNNER_FACTS,
        "r1",
        "{\"pool_id\":\"p\",\"os\":\"linux\",\"runner_labels\":[\"a\"]}");
    fact(Topics.REPOSITORY_FACTS, "org/repo", "{\"team\":\"core\",\"retention_days\":14}");
    fact(Topics.RUN_FACTS, "7/1", "{\"branch\":\"main\",\"sha\":\"abc\",\"attempt\":1}");

    LogEvent event =
        enriched(
            Authority.JOB,
            Map.of("run_id", "7", "runner_id", "r1", "repository", "org/repo", "os", "mine"));

    assertThat(event.context())
        .containsEntry("pool_id", "p")
        .containsEntry("os", "mine")
        .containsEntry("runner_labels", List.of("a"))
        .containsEntry("team", "core")
        .containsEntry("retention_days", 14)
        .containsEntry("branch", "main")
        .containsEntry("attempt", 1)
        .containsEntry("organization", "org");
    assertThat(event.tags()).isEmpty();
  }

  @Test
  void doesNotWaitForFactsAndMarksWhatIsMissingWhereOthersAreKnown() {
    assertThat(enriched(Authority.JOB, JOB).tags()).isEmpty();

    fact(Topics.REPOSITORY_FACTS, "org/other", "{\"team\":\"core\"}");
    fact(Topics.RUN_FACTS, "6/1", "{\"branch\":\"main\"}");
    assertThat(enriched(Authority.JOB, JOB).tags())
        .containsExactly("repository-unknown", "run-unknown");

    fact(Topics.REPOSITORY_FACTS, "org/repo", "{\"team\":\"infra\"}");
    fact(Topics.RUN_FACTS, "7/1", "{\"branch\":\"late\"}");
    LogEvent late = enriched(Authority.JOB, JOB);
    assertThat(late.tags()).isEmpty();
    assertThat(late.context()).containsEntry("team", "infra").containsEntry("branch", "late");
  }

  @Test
  void forgetsWhatIsTakenBackAndIgnoresWhatIsNoFact() {
    fact(Topics.REPOSITORY_FACTS, "org/repo", "{\"team\":\"core\"}");
    fact(Topics.REPOSITORY_FACTS, "org/other", "{\"team\":\"core\"}");
    fact(Topics.REPOSITORY_FACTS, "org/repo", null);
    fact(Topics.REPOSITORY_FACTS, "org/other", "[1]");

    LogEvent event = enriched(Authority.JOB, JOB);

    assertThat(event.context()).doesNotContainKey("team");
    assertThat(event.tags()).isEmpty(); // nobody fills the table any more
  }

  @Test
  void findsTheStepOfALine() {
    String step = "{\"number\":%d,\"name\":\"%s\",\"started_at\":\"%s\",\"completed_at\":\"%s\"}";
    String before = step.formatted(1, "before", Events.TIME.minusSeconds(9), Events.TIME);
    String during = step.formatted(2, "during", Events.TIME, Events.TIME.plusSeconds(1));
    fact(Topics.JOB_FACTS, "7/1/8", "{\"steps\":[" + before + "," + during + "]}");

    LogEvent output = enriched(Authority.JOB, JOB);
    assertThat(output.context())
        .containsEntry("step_number", 2)
        .containsEntry("step_name", "during");
    assertThat(output.spanId()).isEqualTo(CiTrace.step("7", 1, "8", 2).spanId());
    assertThat(enriched(Authority.PLATFORM, JOB).context()).doesNotContainKey("step_number");
  }

  @Test
  void keepsTheStepThatTheLineNames() {
    fact(
        Topics.JOB_FACTS,
        "7/1/8",
        "{\"steps\":[{\"number\":1,\"started_at\":\"2020-01-01T00:00:00Z\"}]}");
    Map<String, Object> named = new HashMap<>(JOB);
    named.put("step_name", "mine");

    assertThat(enriched(Authority.JOB, named).context())
        .containsEntry("step_name", "mine")
        .doesNotContainKey("step_number");
  }

  @Test
  void givesEventsOfARunItsTraceAndOthersThatOfTheirSource() {
    LogEvent ofJob = enriched(Authority.JOB, JOB);
    assertThat(ofJob.traceId()).isEqualTo(CiTrace.job("7", 1, "8").traceId());
    assertThat(ofJob.spanId()).isEqualTo(CiTrace.job("7", 1, "8").spanId());
    assertThat(enriched(Authority.PLATFORM, Map.of("run_id", "7")).spanId())
        .isEqualTo(CiTrace.run("7", 1).spanId());
    assertThat(enriched(Authority.PLATFORM, Map.of()).traceId())
        .isEqualTo(TraceContext.derived("a", "b").traceId());
  }
}
