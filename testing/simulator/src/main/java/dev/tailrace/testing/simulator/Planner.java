package dev.tailrace.testing.simulator;

import dev.tailrace.schemas.CiResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Decides what happens next on the platform, up to the last job. Used by one thread. */
final class Planner {
  private static final double RERUN = 0.7;

  private final Session session;
  private final Dice dice;
  private final JobPlanner jobPlanner;
  private long runs;
  private long left;

  /**
   * @param jobs how many jobs to plan in all
   */
  Planner(Session session, Dice dice, double outputShare, long jobs) {
    this.session = session;
    this.dice = dice;
    this.jobPlanner = new JobPlanner(session, dice, outputShare);
    this.left = jobs;
  }

  /** The next run; empty once all jobs are planned. */
  Optional<RunPlan> next() {
    if (left == 0) {
      return Optional.empty();
    }
    Repository repository = dice.popular(World.REPOSITORIES);
    String trigger = dice.popular(World.TRIGGERS);
    RunPlan run =
        new RunPlan(
            session.id(++runs),
            1,
            repository,
            trigger.equals("schedule") ? "nightly.yml" : dice.popular(World.WORKFLOWS),
            trigger,
            trigger.equals("schedule") ? "main" : dice.popular(World.BRANCHES),
            dice.hex(20),
            dice.hex(16),
            dice.hex(8),
            jobs(repository));
    left -= run.jobs().size();
    return Optional.of(run);
  }

  /** A matrix of jobs on pools; sometimes a single job. */
  private List<JobPlan> jobs(Repository repository) {
    int wanted = dice.chance(0.3) ? 1 : dice.between(2, 8);
    List<JobPlan> jobs = new ArrayList<>();
    while (jobs.size() < Math.min(wanted, left)) {
      String name = repository.ecosystem().jobs().get(jobs.size() % 3);
      jobs.add(jobPlanner.plan(repository, name, dice.popular(World.POOLS)));
    }
    return List.copyOf(jobs);
  }

  /** Somebody's second try of the jobs that failed; flaky ones pass this time. */
  Optional<RunPlan> rerun(RunPlan run) {
    List<JobPlan> failed =
        run.jobs().stream().filter(job -> job.result() == CiResult.FAILURE).toList();
    if (run.attempt() > 1 || failed.isEmpty() || failed.size() > left || !dice.chance(RERUN)) {
      return Optional.empty();
    }
    left -= failed.size();
    List<JobPlan> jobs =
        failed.stream().map(job -> jobPlanner.again(run.repository(), job)).toList();
    return Optional.of(
        new RunPlan(
            run.id(),
            run.attempt() + 1,
            run.repository(),
            run.workflow(),
            run.trigger(),
            run.branch(),
            run.sha(),
            run.traceId(),
            dice.hex(8),
            jobs));
  }
}
