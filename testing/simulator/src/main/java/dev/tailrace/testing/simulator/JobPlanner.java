package dev.tailrace.testing.simulator;

import dev.tailrace.schemas.CiResult;
import dev.tailrace.testing.simulator.StepPlan.Kind;
import java.util.ArrayList;
import java.util.List;

/** Decides how a job goes. Used by one thread. */
final class JobPlanner {
  private static final long HOURS_6 = 21_600_000;
  private static final List<String> VERSIONS = List.of("17", "21", "3.12", "1.24", "stable");
  private static final List<String> TESTS =
      List.of("test_payment_flow", "test_auth_redirect", "test_api_timeout", "test_db_connection");

  private final Session session;
  private final Dice dice;
  private final double outputShare;
  private long jobs;

  JobPlanner(Session session, Dice dice, double outputShare) {
    this.session = session;
    this.dice = dice;
    this.outputShare = outputShare;
  }

  JobPlan plan(Repository repository, String name, RunnerPool pool) {
    String full = name + " (" + pool.labels() + ", " + dice.pick(VERSIONS) + ")";
    CiResult result = result(repository);
    boolean flaky = result == CiResult.FAILURE && dice.chance(0.4);
    return plan(repository, full, pool, result, flaky);
  }

  /** The same job once more, in a second attempt. */
  JobPlan again(Repository repository, JobPlan job) {
    CiResult result = job.flaky() ? CiResult.SUCCESS : CiResult.FAILURE;
    return plan(repository, job.name(), job.pool(), result, false);
  }

  private JobPlan plan(
      Repository repository, String name, RunnerPool pool, CiResult result, boolean flaky) {
    boolean starts =
        result != CiResult.SKIP && !(result == CiResult.CANCELLATION && dice.chance(0.5));
    String priority = dice.chance(0.8) ? "normal" : dice.chance(0.5) ? "high" : "low";
    boolean cacheHit = dice.chance(0.85);
    return new JobPlan(
        session.id(++jobs),
        name,
        pool,
        pool.runner(dice.between(1, pool.size())),
        priority,
        dice.millis(waitMedian(pool, priority), 1.2, 1, 3_600_000),
        result,
        flaky,
        starts ? steps(repository.ecosystem(), result, cacheHit) : List.of(),
        starts ? tests(repository.ecosystem(), result) : List.of(),
        cacheHit,
        dice.chance(outputShare),
        dice.hex(8));
  }

  private CiResult result(Repository repository) {
    if (dice.chance(repository.failureRate())) {
      return CiResult.FAILURE;
    }
    if (dice.chance(0.94)) {
      return CiResult.SUCCESS;
    }
    return dice.popular(
        List.of(CiResult.SKIP, CiResult.CANCELLATION, CiResult.TIMEOUT, CiResult.ERROR));
  }

  private static long waitMedian(RunnerPool pool, String priority) {
    return switch (priority) {
      case "high" -> pool.medianWaitMillis() / 3;
      case "low" -> pool.medianWaitMillis() * 3;
      default -> pool.medianWaitMillis();
    };
  }

  /** All steps, or those up to the one that goes wrong. */
  private List<StepPlan> steps(Ecosystem ecosystem, CiResult result, boolean cacheHit) {
    long total = dice.millis(ecosystem.medianMillis(), 0.7, 5_000, HOURS_6 / 2);
    Kind wrong = dice.chance(0.7) ? Kind.TEST : Kind.BUILD;
    List<StepPlan> steps = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      if (kind == Kind.SAVE && cacheHit) {
        continue;
      }
      boolean last = result != CiResult.SUCCESS && kind == wrong;
      CiResult end = last ? result : CiResult.SUCCESS;
      long share = Math.round(total * kind.share());
      long millis = last && result == CiResult.TIMEOUT ? HOURS_6 : share;
      steps.add(new StepPlan(steps.size() + 1, kind, end, millis, dice.hex(8)));
      if (last) {
        break;
      }
    }
    return List.copyOf(steps);
  }

  private List<TestPlan> tests(Ecosystem ecosystem, CiResult result) {
    List<TestPlan> tests = new ArrayList<>();
    for (String name : TESTS.subList(0, dice.between(1, TESTS.size()))) {
      boolean passed = result != CiResult.FAILURE || !tests.isEmpty();
      tests.add(new TestPlan(ecosystem.suite(), name, passed, dice.millis(300, 1, 1, 60_000)));
    }
    return List.copyOf(tests);
  }
}
