package dev.tailrace.router;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tailrace.platform.streams.Outcome;
import dev.tailrace.schemas.Authority;
import dev.tailrace.schemas.CiEvent;
import dev.tailrace.schemas.CiEventType;
import dev.tailrace.schemas.LogEvent;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class CiEventsTest {
  private static final Map<String, Object> JOB = Map.of("run_id", "r1", "job_id", "j1");

  private static CiEvent read(String message, Map<String, Object> context) {
    return ((Outcome.Done<CiEvent>) CiEvents.of(Events.platform(message, context)).orElseThrow())
        .value();
  }

  private static String refused(String message, Map<String, Object> context) {
    return ((Outcome.Failed<CiEvent>) CiEvents.of(Events.platform(message, context)).orElseThrow())
        .reason();
  }

  private static Map<String, Object> job(Map<String, Object> more) {
    Map<String, Object> context = new HashMap<>(JOB);
    context.putAll(more);
    return context;
  }

  @Test
  void readsWhatThePlatformReports() {
    CiEvent event =
        read(
            "job_started",
            job(
                Map.of(
                    "attempt",
                    2,
                    "repository",
                    "org/repo",
                    "runner_labels",
                    List.of("ubuntu", "x64"),
                    "queue_wait_ms",
                    2340,
                    "priority",
                    "normal",
                    "color",
                    "red")));

    assertThat(event.type()).isEqualTo(CiEventType.JOB_STARTED);
    assertThat(event.eventId()).isEqualTo("source-1-000000000000");
    assertThat(event.timestamp()).isEqualTo(Events.TIME);
    assertThat(event.traceId()).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
    assertThat(event.key()).isEqualTo("r1/2/j1");
    assertThat(event.attributes())
        .isEqualTo(
            Map.of(
                "cicd.pipeline.run.id", "r1",
                "cicd.pipeline.task.run.id", "j1",
                "tailrace.run.attempt", 2L,
                "vcs.repository.name", "org/repo",
                "tailrace.runner.labels", "ubuntu,x64",
                "tailrace.queue_wait_seconds", 2.34,
                "tailrace.job.priority", "normal"));
  }

  @Test
  void goesByTheEventsNameBesideAMessage() {
    assertThat(read("the job began", job(Map.of("event", "job_started"))).type())
        .isEqualTo(CiEventType.JOB_STARTED);
  }

  @Test
  void takesNothingFromTheOutputOfAJob() {
    LogEvent event = Events.event(Authority.JOB, "job_started", JOB);

    assertThat(CiEvents.of(event)).isEmpty();
  }

  @Test
  void takesNobodysWordForTheCompletenessOfALog() {
    LogEvent line = Events.platform("job_log", job(Map.of("event", "job_log")));

    assertThat(CiEvents.of(line)).isEmpty();
  }

  @Test
  void leavesOtherLinesAlone() {
    assertThat(CiEvents.of(Events.platform("job started", JOB))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "run_completed,  cancelled, cicd.pipeline.result,          cancellation",
    "job_completed,  passed,    cicd.pipeline.task.run.result, success",
    "job_completed,  timed_out, cicd.pipeline.task.run.result, timeout",
    "step_completed, failure,   tailrace.result,               failure",
  })
  void writesConclusionsInOneSetOfWords(
      String message, String word, String attribute, String result) {
    CiEvent event = read(message, job(Map.of("conclusion", word, "step_number", 1)));

    assertThat(event.text(attribute)).contains(result);
  }

  @Test
  void prefersTheTotalDuration() {
    CiEvent event =
        read(
            "job_completed",
            job(Map.of("conclusion", "success", "total_duration_ms", 1500, "duration_ms", 7)));

    assertThat(event.seconds("tailrace.duration_seconds")).hasValue(1.5);
  }

  @Test
  void namesWhatIsMissing() {
    assertThat(refused("job_started", Map.of("run_id", "r1")))
        .isEqualTo("the event job_started lacks cicd.pipeline.task.run.id");
    assertThat(refused("job_completed", job(Map.of("conclusion", "meh"))))
        .isEqualTo("the event job_completed lacks cicd.pipeline.task.run.result");
    assertThat(refused("job_started", Map.of("run_id", Map.of(), "job_id", "")))
        .isEqualTo("the event job_started lacks cicd.pipeline.run.id");
  }

  @Test
  void leavesOutWhatIsNotANumber() {
    CiEvent event =
        read(
            "job_started",
            job(
                Map.of(
                    "attempt",
                    "two",
                    "queue_wait_ms",
                    new BigDecimal("1e400000000"),
                    "duration_ms",
                    -1,
                    "size_bytes",
                    "99999999999999999999")));

    assertThat(event.attributes())
        .containsOnlyKeys("cicd.pipeline.run.id", "cicd.pipeline.task.run.id");
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "JOB_LOG")
  void canFillEveryRequiredAttribute(CiEventType type) {
    Map<String, Object> context = new HashMap<>(JOB);
    for (String key :
        List.of("runner_id", "repository", "step_number", "test_suite", "test_name", "outcome")) {
      context.put(key, "1");
    }
    for (String key : List.of("operation", "result", "cache_type", "decision_type", "event_type")) {
      context.put(key, "x");
    }
    context.put("conclusion", "success");

    assertThat(read(type.id(), context).type()).isEqualTo(type);
  }
}
