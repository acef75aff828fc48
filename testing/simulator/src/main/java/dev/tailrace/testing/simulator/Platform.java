package dev.tailrace.testing.simulator;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The platform at work: several runs at a time, and what goes on beside them. One thread. */
final class Platform {
  private static final int RUNS_AT_A_TIME = 8;
  private static final int JOBS_PER_HEARTBEAT = 20;

  private final Planner planner;
  private final RunLines runLines;
  private final JobScripts scripts;
  private final Fleet fleet;
  private final Noise noise;
  private final Dice dice;
  private final List<RunActivity> active = new ArrayList<>();
  private boolean accepting = true;
  private long completed;

  Platform(SimulatorConfig config, Session session, ServiceLogs logs, Books books) {
    this.dice = new Dice(session.seed(config.seed()));
    long jobs = config.jobs() == null ? Long.MAX_VALUE : config.jobs();
    this.planner = new Planner(session, dice, config.outputShare(), jobs);
    this.runLines = new RunLines(logs, books, dice);
    this.scripts = new JobScripts(config.directory(), logs, books, dice);
    this.fleet = new Fleet(logs, dice);
    this.noise = new Noise(logs, dice);
  }

  void open() {
    fleet.register();
  }

  /**
   * Lets things happen until a job completes.
   *
   * @return false if there was none left to complete
   */
  boolean completeJob() throws IOException {
    while (fill()) {
      int chosen = dice.between(0, active.size() - 1);
      RunActivity activity = active.get(chosen);
      boolean jobCompleted = activity.next();
      if (activity.done()) {
        active.remove(chosen);
        again(activity.run());
      }
      if (jobCompleted) {
        pass();
        return true;
      }
    }
    return false;
  }

  /** Starts no new run from now on; those under way go on to their end. */
  void stopAccepting() {
    accepting = false;
  }

  void shut() {
    fleet.disconnect();
  }

  private boolean fill() {
    while (accepting && active.size() < RUNS_AT_A_TIME) {
      Optional<RunPlan> next = planner.next();
      next.ifPresent(this::begin);
      accepting = next.isPresent();
    }
    return !active.isEmpty();
  }

  private void again(RunPlan run) {
    if (accepting) {
      planner.rerun(run).ifPresent(this::begin);
    }
  }

  private void begin(RunPlan run) {
    active.add(new RunActivity(run, runLines, scripts));
  }

  private void pass() {
    completed++;
    noise.write();
    if (completed % JOBS_PER_HEARTBEAT == 0) {
      fleet.heartbeat();
    }
  }
}
