package dev.tailrace.sinks.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tailrace.schemas.CiAttributes;
import dev.tailrace.schemas.CiEvent;
import dev.tailrace.schemas.CiEventType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class JobMachineTest {
  private final JobMachine machine = new JobMachine(MetricCatalogue.ALL);
  private final List<String> observed = new ArrayList<>();
  private JobState state;

  @Test
  void countsAJobWhenItEnds() {
    take(Events.lifeOf("job-1"));

    assertThat(observed)
        .containsExactlyInAnyOrder(
            "cicd_job_queue_wait_seconds[normal, linux,x64] 6.5",
            "cicd_jobs_total[completed, success, linux,x64] 1.0",
            "cicd_job_duration_seconds[success, linux,x64] 45.25");
  }

  @Property(tries = 300)
  void observesTheSameInWhateverOrderAndHoweverOftenEventsCome(
      @ForAll Random random, @ForAll @IntRange(min = 0, max = 6) int doubles) {
    // given the events of a job, some of them again, some of those under another id
    List<CiEvent> events = new ArrayList<>(Events.lifeOf("job-1"));
    for (int i = 0; i < doubles; i++) {
      CiEvent again = Events.lifeOf("job-1").get(random.nextInt(3));
      events.add(
          random.nextBoolean()
              ? again
              : Events.of(
                  again.type(),
                  "copy-" + i,
                  again.timestamp().getEpochSecond() - Events.NOON.getEpochSecond(),
                  again.attributes()));
    }
    Collections.shuffle(events, random);

    // when
    JobMachineTest fresh = new JobMachineTest();
    fresh.take(events);

    // then
    take(Events.lifeOf("job-1"));
    assertThat(fresh.observed).containsExactlyInAnyOrderElementsOf(observed);
    assertThat(fresh.state.sameAs(state)).isTrue();
    observed.clear();
    state = null;
  }

  @Test
  void waitsForTheLabelsOfAJobWhoseEndCameFirst() {
    take(List.of(Events.completed("job-1", "failure")));
    assertThat(observed).isEmpty();
    assertThat(machine.waiting(state)).isTrue();

    take(List.of(Events.queued("job-1")));

    assertThat(observed).contains("cicd_jobs_total[completed, failure, linux,x64] 1.0");
    assertThat(machine.waiting(state)).isFalse();
  }

  @Test
  void countsWithoutALabelOnceItGivesUpWaiting() {
    take(List.of(Events.completed("job-1", "timed_out")));

    giveUp();

    assertThat(observed)
        .containsExactlyInAnyOrder(
            "cicd_jobs_total[completed, timeout, unknown] 1.0",
            "cicd_job_duration_seconds[timeout, unknown] 45.25");
  }

  @Test
  void countsNothingAgainAfterGivingUp() {
    take(List.of(Events.completed("job-1", "success")));
    giveUp();
    observed.clear();

    take(List.of(Events.queued("job-1"), Events.completed("job-1", "success")));

    assertThat(observed).isEmpty();
  }

  @Test
  void measuresTheTimeBetweenEventsWhereTheyDoNotTellIt() {
    take(
        List.of(
            Events.job(
                CiEventType.JOB_COMPLETED, "j", 100, Map.of(CiAttributes.TASK_RUN_RESULT, "error")),
            Events.job(CiEventType.JOB_STARTED, "j", 40, Map.of()),
            Events.queued("j")));

    assertThat(observed)
        .contains(
            "cicd_job_queue_wait_seconds[normal, linux,x64] 40.0",
            "cicd_job_duration_seconds[error, linux,x64] 60.0");
  }

  @Test
  void ignoresADurationThatCannotBe() {
    take(
        List.of(
            Events.queued("j"),
            Events.job(
                CiEventType.JOB_COMPLETED,
                "j",
                100,
                Map.of(CiAttributes.TASK_RUN_RESULT, "skipped", CiAttributes.DURATION, -1))));
    giveUp();

    assertThat(observed).containsExactly("cicd_jobs_total[completed, skip, linux,x64] 1.0");
  }

  @Test
  void countsARunWithWhatItsStartSaid() {
    take(
        List.of(
            Events.of(
                CiEventType.RUN_STARTED,
                "e1",
                0,
                Map.of(
                    CiAttributes.RUN_ID, "run-1",
                    CiAttributes.TRIGGER_EVENT, "push",
                    CiAttributes.REPOSITORY, "org/repo")),
            Events.of(
                CiEventType.RUN_COMPLETED,
                "e2",
                90,
                Map.of(CiAttributes.RUN_ID, "run-1", CiAttributes.RUN_RESULT, "cancelled"))));

    assertThat(observed)
        .containsExactlyInAnyOrder(
            "cicd_pipeline_runs_total[cancellation, push, org/repo] 1.0",
            "cicd_pipeline_run_duration_seconds[cancellation, org/repo] 90.0");
  }

  private void take(List<CiEvent> events) {
    for (CiEvent event : events) {
      JobMachine.Step step = machine.apply(state, event, 1);
      state = step.state();
      note(step.observations());
    }
  }

  private void giveUp() {
    JobMachine.Step step = machine.giveUpWaiting(state);
    state = step.state();
    note(step.observations());
  }

  private void note(List<Observation> observations) {
    for (Observation observation : observations) {
      observed.add(observation.metric().name() + observation.labels() + " " + observation.value());
    }
  }
}
