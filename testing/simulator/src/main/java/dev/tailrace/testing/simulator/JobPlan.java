package dev.tailrace.testing.simulator;

import dev.tailrace.schemas.CiResult;
import java.util.List;

/**
 * A job, and how it will go.
 *
 * @param id unique among all jobs
 * @param name with the matrix values, as in {@code test (ubuntu-latest, 3.12)}
 * @param pool where it runs
 * @param runnerId the runner that gets it
 * @param priority high, normal or low
 * @param queueMillis how long it waits for a runner
 * @param result how it ends
 * @param flaky whether it fails for no reason in the code
 * @param steps what is executed; none if the job never starts
 * @param tests what is reported by its tests
 * @param cacheHit whether its cache is found
 * @param output whether its output is written
 * @param spanId the W3C id of its span
 */
record JobPlan(
    String id,
    String name,
    RunnerPool pool,
    String runnerId,
    String priority,
    long queueMillis,
    CiResult result,
    boolean flaky,
    List<StepPlan> steps,
    List<TestPlan> tests,
    boolean cacheHit,
    boolean output,
    String spanId) {

  /** Whether a runner ever gets it: not if it is skipped, or cancelled in the queue. */
  boolean starts() {
    return !steps.isEmpty();
  }

  long totalMillis() {
    return steps.stream().mapToLong(StepPlan::millis).sum();
  }
}
