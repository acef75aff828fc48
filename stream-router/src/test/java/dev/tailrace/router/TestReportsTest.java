package dev.tailrace.router;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tailrace.platform.streams.Outcome;
import dev.tailrace.schemas.Authority;
import dev.tailrace.schemas.CiEvent;
import dev.tailrace.schemas.CiEventType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TestReportsTest {
  private static final Map<String, Object> TEST =
      Map.of("suite", "a.b.CTest", "name", "adds", "outcome", "passed", "duration_ms", 12);

  private static Map<String, Object> job(Object test) {
    return new HashMap<>(
        Map.of("run_id", "r1", "attempt", 2, "job_id", "j1", "repository", "o/r", "test", test));
  }

  private static Optional<CiEvent> read(Authority authority, Map<String, Object> context) {
    return CiEvents.of(Events.event(authority, "a line", context))
        .map(outcome -> ((Outcome.Done<CiEvent>) outcome).value());
  }

  private static Map<String, Object> with(String key, Object value) {
    Map<String, Object> test = new HashMap<>(TEST);
    test.put(key, value);
    return test;
  }

  @Test
  void makesAnEventOfATestInTheOutputOfItsJob() {
    CiEvent event = read(Authority.JOB, job(TEST)).orElseThrow();

    assertThat(event.type()).isEqualTo(CiEventType.TEST_RESULT);
    assertThat(event.eventId()).isEqualTo("source-1-000000000000");
    assertThat(event.key()).isEqualTo("r1/2/j1");
    assertThat(event.attributes())
        .isEqualTo(
            Map.of(
                "cicd.pipeline.run.id", "r1",
                "cicd.pipeline.task.run.id", "j1",
                "tailrace.run.attempt", 2L,
                "vcs.repository.name", "o/r",
                "test.suite.name", "a.b.CTest",
                "test.case.name", "adds",
                "test.case.result.status", "pass",
                "tailrace.duration_seconds", 0.012));
  }

  @ParameterizedTest
  @CsvSource({"passed, pass", "failed, fail", "skipped, skip"})
  void writesResultsInOneSetOfWords(String outcome, String result) {
    assertThat(read(Authority.JOB, job(with("outcome", outcome))).orElseThrow().attributes())
        .containsEntry("test.case.result.status", result);
  }

  @Test
  void takesOnlyTheResultFromTheOutput() {
    Map<String, Object> context = job(TEST);
    context.putAll(Map.of("branch", "main", "conclusion", "success", "result", "hit", "os", "x"));
    context.put("test_name", "another");

    assertThat(read(Authority.JOB, context)).isEqualTo(read(Authority.JOB, job(TEST)));
  }

  @Test
  void cutsLongNames() {
    assertThat(read(Authority.JOB, job(with("name", "n".repeat(5000)))).orElseThrow().attributes())
        .containsEntry("test.case.name", "n".repeat(256));
  }

  @Test
  void leavesAloneWhatIsNoResult() {
    for (Object test :
        List.of(
            "text",
            Map.of(),
            with("outcome", "meh"),
            with("outcome", 1),
            with("name", ""),
            with("suite", List.of("a")))) {
      assertThat(read(Authority.JOB, job(test))).as("%s", test).isEmpty();
    }
  }

  @Test
  void leavesAloneATestOfNoKnownJob() {
    Map<String, Object> context = job(TEST);
    context.remove("job_id");
    context.put("claimed", Map.of("job_id", "j2"));

    assertThat(read(Authority.JOB, context)).isEmpty();
  }

  @Test
  void leavesOutADurationThatIsNone() {
    assertThat(read(Authority.JOB, job(with("duration_ms", -4))).orElseThrow().attributes())
        .doesNotContainKey("tailrace.duration_seconds");
  }

  @Test
  void takesNothingButReportsFromThePlatform() {
    assertThat(read(Authority.PLATFORM, job(TEST))).isEmpty();
  }
}
