package dev.tailrace.agent.http.github;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tailrace.agent.http.lines.LineBlock;
import dev.tailrace.agent.http.lines.Refused;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhooksTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String REPOSITORY =
      "\"repository\":{\"full_name\":\"acme/web\",\"owner\":{\"login\":\"acme\"},"
          + "\"pushed_at\":1640995200}";

  private static List<JsonNode> lines(String event, String payload) throws Refused, IOException {
    LineBlock block = new LineBlock(20_000, 1 << 20, UnaryOperator.identity());
    Webhooks.read(event, "d1", payload.getBytes(UTF_8), block);
    List<JsonNode> lines = new ArrayList<>();
    for (String line : new String(block.bytes(), UTF_8).lines().toList()) {
      lines.add(JSON.readTree(line));
    }
    return lines;
  }

  private static String run(String action, String conclusion) {
    return "{\"action\":\"%s\",%s,\"workflow_run\":{\"id\":7,\"run_attempt\":2,\"name\":\"ci\","
            .formatted(action, REPOSITORY)
        + "\"event\":\"push\",\"head_branch\":\"main\",\"head_sha\":\"abc\",\"conclusion\":"
        + conclusion
        + ",\"run_started_at\":\"2022-01-01T00:00:00Z\",\"updated_at\":\"2022-01-01T00:01:30Z\"}}";
  }

  private static String job(String action) {
    return """
        {"action":"%s",%s,"workflow_job":{"id":70,"run_id":7,"run_attempt":2,"name":"test",
         "workflow_name":"ci","labels":["linux","x64"],"runner_id":3,"runner_group_name":"big",
         "created_at":"2022-01-01T00:00:00Z","started_at":"2022-01-01T00:00:05Z",
         "completed_at":"2022-01-01T00:01:05Z","conclusion":"success","steps":[
          {"name":"build","number":1,"conclusion":"success",
           "started_at":"2022-01-01T00:00:06Z","completed_at":"2022-01-01T00:00:16Z"},
          {"name":"later","number":2,"conclusion":null}]}}
        """
        .formatted(action, REPOSITORY);
  }

  private static String check(String app, String action) {
    return """
        {"action":"%s",%s,"check_run":{"id":9,"name":"lint","head_sha":"abc","status":"queued",
         "conclusion":"stale","started_at":"2022-01-01T00:00:00Z",
         "completed_at":"2022-01-01T00:00:10Z","app":{"slug":"%s","name":"Other CI"},
         "check_suite":{"id":90,"head_branch":"main"}}}
        """
        .formatted(action, REPOSITORY, app);
  }

  private static void assertContext(JsonNode line, String... keysAndValues) {
    for (int i = 0; i < keysAndValues.length; i += 2) {
      assertThat(line.path("context").path(keysAndValues[i]).asText())
          .as(keysAndValues[i])
          .isEqualTo(keysAndValues[i + 1]);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"requested", "in_progress"})
  void reportsThatARunStarted(String action) throws Exception {
    JsonNode line = lines("workflow_run", run(action, "null")).get(0);

    assertThat(line.path("message").asText()).isEqualTo("run_started");
    assertThat(line.path("service").asText()).isEqualTo("github");
    assertThat(line.path("timestamp").asText()).isEqualTo("2022-01-01T00:00:00Z");
    assertContext(line, "run_id", "7", "attempt", "2", "workflow", "ci", "trigger_event", "push");
    assertContext(line, "branch", "main", "sha", "abc", "repository", "acme/web");
    assertContext(line, "organization", "acme", "delivery_id", "d1");
  }

  @Test
  void reportsThatARunCompleted() throws Exception {
    JsonNode line = lines("workflow_run", run("completed", "\"cancelled\"")).get(0);

    assertThat(line.path("message").asText()).isEqualTo("run_completed");
    assertThat(line.path("timestamp").asText()).isEqualTo("2022-01-01T00:01:30Z");
    assertContext(line, "conclusion", "cancellation", "total_duration_ms", "90000");
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "\"action_required\""})
  void keepsARunThatOnlySeemsCompleted(String conclusion) throws Exception {
    JsonNode line = lines("workflow_run", run("completed", conclusion)).get(0);

    assertThat(line.path("message").asText()).isEqualTo("github workflow_run completed");
    assertThat(line.path("context").path("payload").path("workflow_run").path("id").asInt())
        .isEqualTo(7);
  }

  @Test
  void reportsTheLifeOfAJob() throws Exception {
    JsonNode queued = lines("workflow_job", job("queued")).get(0);
    JsonNode started = lines("workflow_job", job("in_progress")).get(0);
    List<JsonNode> completed = lines("workflow_job", job("completed"));

    assertThat(queued.path("message").asText()).isEqualTo("job_queued");
    assertThat(queued.path("timestamp").asText()).isEqualTo("2022-01-01T00:00:00Z");
    assertThat(started.path("message").asText()).isEqualTo("job_started");
    assertContext(started, "queue_wait_ms", "5000", "runner_id", "3", "pool_id", "big");
    assertContext(started, "runner_labels", "linux,x64", "priority", "normal", "job_id", "70");
    assertThat(completed).hasSize(2);
    assertThat(completed.get(0).path("message").asText()).isEqualTo("step_completed");
    assertContext(completed.get(0), "step_number", "1", "step_name", "build");
    assertContext(completed.get(0), "duration_ms", "10000", "conclusion", "success");
    assertThat(completed.get(1).path("message").asText()).isEqualTo("job_completed");
    assertContext(completed.get(1), "total_duration_ms", "60000", "steps_executed", "1");
  }

  @Test
  void countsAJobOfGithubActionsOnce() throws Exception {
    JsonNode line = lines("check_run", check("github-actions", "completed")).get(0);

    assertThat(line.path("message").asText()).isEqualTo("github check_run completed");
  }

  @Test
  void reportsTheJobsOfOtherSystems() throws Exception {
    JsonNode queued = lines("check_run", check("other", "created")).get(0);
    JsonNode completed = lines("check_run", check("other", "completed")).get(0);

    assertThat(queued.path("message").asText()).isEqualTo("job_queued");
    assertThat(completed.path("message").asText()).isEqualTo("job_completed");
    assertContext(completed, "run_id", "90", "job_id", "9", "job_name", "lint");
    assertContext(completed, "conclusion", "timeout", "total_duration_ms", "10000");
    assertContext(completed, "workflow", "Other CI", "branch", "main");
  }

  @Test
  void reportsAPush() throws Exception {
    String push =
        "{\"ref\":\"refs/heads/topic/a\",\"after\":\"abc\",\"commits\":[{},{}],%s}"
            .formatted(REPOSITORY);

    JsonNode line = lines("push", push).get(0);

    assertThat(line.path("message").asText()).isEqualTo("push_received");
    assertThat(line.path("timestamp").asText()).isEqualTo("2022-01-01T00:00:00Z");
    assertContext(line, "branch", "topic/a", "sha", "abc", "commits", "2");
  }

  @Test
  void keepsAnyOtherWebhookWithItsPayload() throws Exception {
    JsonNode line = lines("issues", "{\"action\":\"opened\",\"issue\":{\"number\":1}}").get(0);

    assertThat(line.path("message").asText()).isEqualTo("github issues opened");
    assertThat(line.path("context").path("payload").path("issue").path("number").asInt())
        .isEqualTo(1);
    assertThat(lines("ping", "{\"zen\":\"x\"}").get(0).path("message").asText())
        .isEqualTo("github ping");
  }

  @Test
  void leavesOutTheLargestPartsOfAPayloadThatIsTooLong() throws Exception {
    String payload =
        "{\"action\":\"a\",\"small\":1,\"large\":\"%s\"}".formatted("x".repeat(30_000));

    JsonNode line = lines("custom", payload).get(0);

    assertThat(line.path("context").path("payload").path("small").asInt()).isEqualTo(1);
    assertThat(line.path("context").path("payload").has("large")).isFalse();
    assertThat(line.path("context").path("payload_omitted").path(0).asText()).isEqualTo("large");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"action\":5}",
        "{\"action\":\"completed\",\"workflow_job\":[]}",
        "{\"action\":\"completed\",\"workflow_job\":{\"id\":{},\"run_id\":1}}"
      })
  void keepsAPayloadThatIsNotLikeGithubs(String payload) throws Exception {
    for (String event : List.of("workflow_run", "workflow_job", "check_run", "push")) {
      assertThat(lines(event, payload).get(0).path("message").asText()).startsWith("github ");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "1", "", "{", "{} {}"})
  void refusesWhatIsNoJsonObject(String body) {
    assertThatThrownBy(() -> lines("push", body))
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.status()).isEqualTo(400));
  }
}
