package dev.tailrace.testing.simulator;

import dev.tailrace.schemas.CiEventType;
import dev.tailrace.schemas.CiResult;
import dev.tailrace.schemas.ContextKeys;
import dev.tailrace.schemas.JobLogger;
import dev.tailrace.schemas.StructuredLogger;
import dev.tailrace.testing.simulator.StepPlan.Kind;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** What scheduler and runner log about one job. */
final class JobLines {
  private final RunPlan run;
  private final JobPlan job;
  private final StructuredLogger scheduler;
  private final StructuredLogger runner;
  private final JobLogger runnerJob;
  private final Books books;
  private final Dice dice;

  JobLines(ServiceLogs logs, Books books, Dice dice, RunPlan run, JobPlan job) {
    this.run = run;
    this.job = job;
    this.books = books;
    this.dice = dice;
    Map<String, Object> context = context();
    StructuredLogger base = logs.of(Service.SCHEDULER).inSpan(run.traceId(), dice.hex(8));
    this.scheduler = base.bind(context);
    if (job.starts()) {
      context.put(ContextKeys.RUNNER_ID, job.runnerId());
    }
    this.runner = logs.of(Service.RUNNER).inSpan(run.traceId(), job.spanId()).bind(context);
    this.runnerJob = new JobLogger(runner, Map.of());
  }

  private Map<String, Object> context() {
    Map<String, Object> context = new LinkedHashMap<>(RunLines.context(run));
    context.put(ContextKeys.JOB_ID, job.id());
    context.put(ContextKeys.JOB_NAME, job.name());
    context.put(ContextKeys.RUNNER_LABELS, job.pool().labels());
    context.put(ContextKeys.POOL_ID, job.pool().id());
    context.put("os", job.pool().os());
    context.put("region", job.pool().region());
    return context;
  }

  void queued() {
    new JobLogger(scheduler, Map.of()).jobQueued(job.priority());
  }

  /** The scheduler finds a runner, and the runner begins. */
  void started() {
    decided("assigned");
    Map<String, Object> assignment = new LinkedHashMap<>();
    assignment.put(ContextKeys.RUNNER_ID, job.runnerId());
    assignment.put(ContextKeys.QUEUE_WAIT_MS, job.queueMillis());
    assignment.put(ContextKeys.PRIORITY, job.priority());
    scheduler.info("Job assigned to runner", assignment);
    runnerJob.jobStarted(job.runnerId(), Duration.ofMillis(job.queueMillis()), job.priority());
    books.jobStarted(job.priority(), job.pool().labels(), job.queueMillis());
  }

  private void decided(String type) {
    if (dice.chance(0.25)) {
      scheduler.debug("Candidate runners ranked", Map.of("candidates", dice.between(1, 40)));
    }
    long millis = dice.millis(4, 1.1, 0, 2_000);
    scheduler.info(
        CiEventType.SCHEDULER_DECISION.id(),
        Map.of("decision_type", type, ContextKeys.DURATION_MS, millis));
    books.schedulerDecision(type, millis);
  }

  void step(StepPlan step) {
    Map<String, Object> started =
        Map.of(ContextKeys.STEP_NUMBER, step.number(), ContextKeys.STEP_NAME, step.kind().title());
    runnerJob.info(CiEventType.STEP_STARTED, started);
    switch (step.kind()) {
      case RESTORE -> cache("restore", job.cacheHit() ? "hit" : "miss");
      case SAVE -> cache("save", "success");
      case TEST -> job.tests().forEach(this::test);
      case UPLOAD -> artifact();
      default -> {
        // Nothing is reported but the step itself.
      }
    }
    runnerJob.stepCompleted(
        step.number(), step.kind().title(), step.result(), Duration.ofMillis(step.millis()));
  }

  private void cache(String operation, String result) {
    String type = run.repository().ecosystem().cacheType();
    Map<String, Object> context = new LinkedHashMap<>();
    context.put("operation", operation);
    context.put("result", result);
    context.put("cache_type", type);
    context.put("size_bytes", result.equals("miss") ? 0 : dice.between(1 << 20, 400 << 20));
    runnerJob.info(CiEventType.CACHE_OPERATION, context);
    books.cacheOperation(operation, result, type);
  }

  private void test(TestPlan test) {
    Map<String, Object> context = new LinkedHashMap<>();
    context.put("test_suite", test.suite());
    context.put("test_name", test.name());
    context.put("outcome", test.passed() ? "pass" : "fail");
    context.put(ContextKeys.DURATION_MS, test.millis());
    runnerJob.info(CiEventType.TEST_RESULT, context);
  }

  private void artifact() {
    runnerJob.info(
        CiEventType.ARTIFACT_UPLOADED,
        Map.of(
            "result",
            "success",
            "artifact_name",
            "test-reports",
            "size_bytes",
            dice.between(1_000, 80_000_000)));
  }

  void completed() {
    if (!job.starts()) {
      decided(job.result() == CiResult.SKIP ? "skipped" : "cancelled");
      new JobLogger(scheduler, Map.of())
          .info(CiEventType.JOB_COMPLETED, Map.of(ContextKeys.CONCLUSION, job.result().id()));
    } else {
      if (job.result() == CiResult.ERROR) {
        runnerJob.error("RunnerLost", "Runner process ended", Map.of("error", Noise.STACK_TRACE));
      }
      boolean restored = job.cacheHit() && job.steps().stream().anyMatch(JobLines::isRestore);
      Duration total = Duration.ofMillis(job.totalMillis());
      runnerJob.jobCompleted(job.result(), total, job.steps().size(), restored);
      books.jobDuration(job.result(), job.pool().labels(), job.totalMillis());
    }
    books.jobCompleted(job.result(), job.pool().labels());
  }

  private static boolean isRestore(StepPlan step) {
    return step.kind() == Kind.RESTORE;
  }
}
