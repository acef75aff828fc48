package dev.tailrace.testing.simulator;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** A run under way: it goes on beat by beat, so that the lines of several runs mix. */
final class RunActivity {
  private final Deque<Beat> beats = new ArrayDeque<>();
  private final RunPlan run;

  /** Something that happens at once. */
  @FunctionalInterface
  private interface Beat {
    /** Returns true if a job completed. */
    boolean happen() throws IOException;
  }

  RunActivity(RunPlan run, RunLines lines, JobScripts scripts) {
    this.run = run;
    beats.add(quiet(() -> lines.started(run)));
    List<JobLines> jobLines = run.jobs().stream().map(job -> scripts.lines(run, job)).toList();
    jobLines.forEach(job -> beats.add(quiet(job::queued)));
    for (int i = 0; i < run.jobs().size(); i++) {
      JobPlan job = run.jobs().get(i);
      addJob(jobLines.get(i), scripts.output(run, job), job);
    }
    beats.add(quiet(() -> lines.completed(run)));
  }

  private void addJob(JobLines lines, JobOutput output, JobPlan job) {
    if (job.starts()) {
      beats.add(quiet(lines::started));
    }
    for (StepPlan step : job.steps()) {
      beats.add(
          () -> {
            output.write(step);
            lines.step(step);
            return false;
          });
    }
    beats.add(
        () -> {
          output.close();
          lines.completed();
          return true;
        });
  }

  private static Beat quiet(Runnable action) {
    return () -> {
      action.run();
      return false;
    };
  }

  RunPlan run() {
    return run;
  }

  boolean done() {
    return beats.isEmpty();
  }

  /** Lets the next thing happen; true if a job completed with it. */
  boolean next() throws IOException {
    return beats.remove().happen();
  }
}
