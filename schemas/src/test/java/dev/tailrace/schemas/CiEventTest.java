package dev.tailrace.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CiEventTest {
  private static CiEvent event(CiEventType type, Map<String, Object> attributes) {
    return new CiEvent("e1", type, Samples.NOW, null, null, attributes);
  }

  @Test
  void eventsOfOneJobAttemptShareAKey() {
    Map<String, Object> job =
        Map.of(
            CiAttributes.RUN_ID, "r1", CiAttributes.TASK_RUN_ID, "j1", CiAttributes.RUN_ATTEMPT, 2);

    assertThat(event(CiEventType.JOB_QUEUED, job).key()).isEqualTo("r1/2/j1");
    assertThat(event(CiEventType.JOB_STARTED, job).key()).isEqualTo("r1/2/j1");
  }

  @Test
  void keysNameWhatTheEventIsAbout() {
    assertThat(event(CiEventType.RUN_STARTED, Map.of(CiAttributes.RUN_ID, "r1")).key())
        .isEqualTo("r1/1");
    assertThat(event(CiEventType.RUNNER_HEARTBEAT, Map.of(CiAttributes.WORKER_ID, "w")).key())
        .isEqualTo("w");
    assertThat(event(CiEventType.PUSH_RECEIVED, Map.of(CiAttributes.REPOSITORY, "o/r")).key())
        .isEqualTo("o/r");
    assertThat(event(CiEventType.SCHEDULER_DECISION, Map.of(CiAttributes.DECISION_TYPE, "x")).key())
        .isEqualTo("scheduler_decision");
  }

  @Test
  void missingAttributeIsNamed() {
    assertThatThrownBy(() -> event(CiEventType.JOB_QUEUED, Map.of(CiAttributes.RUN_ID, "r1")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("job_queued lacks cicd.pipeline.task.run.id");
  }

  @Test
  void readsWhatItWrote() {
    CiEvent event =
        new CiEvent(
            "e1",
            CiEventType.RUN_STARTED,
            Samples.NOW,
            "t",
            "s",
            Map.of(CiAttributes.RUN_ID, "r1", CiAttributes.RUN_ATTEMPT, 3, "flag", true));

    assertThat(CiEventJson.read(CiEventJson.write(event))).isEqualTo(event);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''",
        "{}",
        "{\"event_id\":\"e\",\"type\":\"party\",\"timestamp\":\"2026-01-15T10:35:22Z\"}",
        "{\"event_id\":\"e\",\"type\":\"run_started\",\"timestamp\":\"soon\"}",
        "{\"event_id\":\"e\",\"type\":\"run_started\",\"timestamp\":\"2026-01-15T10:35:22Z\"}",
        "{\"event_id\":\"e\",\"type\":\"run_started\",\"timestamp\":\"2026-01-15T10:35:22Z\","
            + "\"trace_id\":1,\"attributes\":{\"cicd.pipeline.run.id\":\"r\"}}"
      })
  void refusesWhatIsNoCiEvent(String json) {
    assertThatThrownBy(() -> CiEventJson.read(json.getBytes(UTF_8)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void deadLetterSurvivesItsJson() {
    assertThat(DeadLetterJson.read(DeadLetterJson.write(Samples.fullDeadLetter())))
        .usingRecursiveComparison()
        .isEqualTo(Samples.fullDeadLetter());
    assertThat(DeadLetterJson.read(DeadLetterJson.write(Samples.bareDeadLetter())))
        .usingRecursiveComparison()
        .isEqualTo(Samples.bareDeadLetter());
    assertThatThrownBy(() -> DeadLetterJson.read("{}".getBytes(UTF_8)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
