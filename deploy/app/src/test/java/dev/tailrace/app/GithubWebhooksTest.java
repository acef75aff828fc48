package dev.tailrace.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tailrace.agent.http.github.Webhooks;
import dev.tailrace.agent.http.lines.LineBlock;
import dev.tailrace.agent.http.lines.Refused;
import dev.tailrace.parser.ParserConfig;
import dev.tailrace.platform.streams.DeadLetterHandler;
import dev.tailrace.router.LivePolicy;
import dev.tailrace.router.RouterConfig;
import dev.tailrace.router.ledger.LedgerConfig;
import dev.tailrace.schemas.Authority;
import dev.tailrace.schemas.CiAttributes;
import dev.tailrace.schemas.CiEvent;
import dev.tailrace.schemas.CiEventJson;
import dev.tailrace.schemas.CiEventType;
import dev.tailrace.schemas.SourceAttributes;
import dev.tailrace.schemas.TailraceHeaders;
import dev.tailrace.schemas.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.UnaryOperator;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** GitHub's webhooks on their way from the agent's input to {@code ci.events}. */
class GithubWebhooksTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MAX_LINE = 1 << 20;
  private static final byte[] GITHUB =
      new SourceAttributes("h", null, null, Authority.PLATFORM, Map.of("tenant", "github"))
          .toJson();

  @TempDir Path state;

  private static List<byte[]> lines(String event, JsonNode payload) throws Refused, IOException {
    LineBlock block = new LineBlock(MAX_LINE, 16L << 20, UnaryOperator.identity());
    Webhooks.read(event, "delivery", JSON.writeValueAsBytes(payload), block);
    return new String(block.bytes(), UTF_8).lines().map(line -> line.getBytes(UTF_8)).toList();
  }

  private List<CiEvent> ciEvents(List<byte[]> lines) {
    Properties properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:9092");
    properties.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
    DeadLetterHandler.configure(properties);
    try (TopologyTestDriver driver =
        new TopologyTestDriver(
            PipelineTopology.build(
                ParserConfig.defaults(), new RouterConfig(LivePolicy.ALL), LedgerConfig.defaults()),
            properties)) {
      var raw =
          driver.createInputTopic(
              Topics.RAW.name(), new StringSerializer(), new ByteArraySerializer());
      for (int i = 0; i < lines.size(); i++) {
        Headers headers =
            new RecordHeaders()
                .add(TailraceHeaders.OFFSET, TailraceHeaders.number(i))
                .add(TailraceHeaders.ATTRIBUTES, GITHUB);
        raw.pipeInput(new TestRecord<>("source", lines.get(i), headers, Instant.now()));
      }
      assertThat(read(driver, Topics.DEAD_LETTERS.name())).isEmpty();
      return read(driver, Topics.CI_EVENTS.name()).stream().map(CiEventJson::read).toList();
    }
  }

  private static List<byte[]> read(TopologyTestDriver driver, String topic) {
    return driver
        .createOutputTopic(topic, new StringDeserializer(), new ByteArrayDeserializer())
        .readValuesToList();
  }

  private static List<JsonNode> collected() throws IOException {
    Path root = Path.of("").toAbsolutePath();
    while (root != null && !Files.exists(root.resolve("mvnw"))) {
      root = root.getParent();
    }
    Assumptions.assumeTrue(root != null, "not within the project");
    Path data = root.resolveSibling("shared").resolve("data").resolve("github-webhooks");
    Assumptions.assumeTrue(Files.isDirectory(data), data + " is not there");
    List<JsonNode> webhooks = new ArrayList<>();
    for (String file : List.of("api.github.com.jsonl", "ghes-31.jsonl")) {
      for (String line : Files.readAllLines(data.resolve(file))) {
        webhooks.add(JSON.readTree(line));
      }
    }
    return webhooks;
  }

  @Test
  void reportsAJobWithWhatMetricsNeed() throws Exception {
    JsonNode payload =
        JSON.readTree(
            """
            {"action":"completed","repository":{"full_name":"acme/web","owner":{"login":"acme"}},
             "workflow_job":{"id":70,"run_id":7,"run_attempt":2,"name":"test","labels":["linux"],
              "created_at":"2026-01-01T00:00:00Z","started_at":"2026-01-01T00:00:05Z",
              "completed_at":"2026-01-01T00:01:05Z","conclusion":"timed_out","steps":[]}}
            """);

    CiEvent job = ciEvents(lines("workflow_job", payload)).get(0);

    assertThat(job.type()).isEqualTo(CiEventType.JOB_COMPLETED);
    assertThat(job.timestamp()).isEqualTo("2026-01-01T00:01:05Z");
    assertThat(job.key()).isEqualTo("7/2/70");
    assertThat(job.seconds(CiAttributes.DURATION)).hasValue(60);
    assertThat(job.attributes())
        .containsEntry(CiAttributes.REPOSITORY, "acme/web")
        .containsEntry(CiAttributes.OWNER, "acme")
        .containsEntry(CiAttributes.TASK_RUN_RESULT, "timeout")
        .containsEntry(CiAttributes.RUNNER_LABELS, "linux");
  }

  @Test
  void losesNoneOfTheCollectedWebhooks() throws Exception {
    List<byte[]> lines = new ArrayList<>();
    List<CiEventType> expected = new ArrayList<>();
    for (JsonNode webhook : collected()) {
      List<byte[]> made = lines(webhook.path("event").asText(), webhook.path("payload"));
      assertThat(made).isNotEmpty();
      for (byte[] line : made) {
        JsonNode json = JSON.readTree(line);
        CiEventType.byId(json.path("message").asText()).ifPresent(expected::add);
        assertThat(json.path("message").asText().startsWith("github "))
            .isEqualTo(json.path("context").has("payload"));
      }
      lines.addAll(made);
    }

    List<CiEvent> events = ciEvents(lines);

    assertThat(events).extracting(CiEvent::type).containsExactlyElementsOf(expected);
    assertThat(expected)
        .contains(
            CiEventType.RUN_STARTED,
            CiEventType.RUN_COMPLETED,
            CiEventType.JOB_STARTED,
            CiEventType.JOB_COMPLETED,
            CiEventType.STEP_COMPLETED,
            CiEventType.PUSH_RECEIVED);
    assertThat(lines).hasSizeGreaterThan(180);
  }
}
