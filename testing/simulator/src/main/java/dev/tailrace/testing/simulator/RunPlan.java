package dev.tailrace.testing.simulator;

import dev.tailrace.schemas.CiResult;
import java.util.List;

/**
 * One attempt of a run of a workflow, and how it will go.
 *
 * @param id unique among all runs; the same for each attempt
 * @param attempt 1 or 2
 * @param repository whose workflow it is
 * @param workflow the workflow's file name
 * @param trigger the event that started it
 * @param branch the branch it is of
 * @param sha the commit it is of
 * @param traceId the W3C id of its trace
 * @param spanId the W3C id of its span
 * @param jobs of this attempt; at least one
 */
record RunPlan(
    String id,
    int attempt,
    Repository repository,
    String workflow,
    String trigger,
    String branch,
    String sha,
    String traceId,
    String spanId,
    List<JobPlan> jobs) {

  /** A run is as good as the worst of its jobs. */
  CiResult result() {
    List<CiResult> results = jobs.stream().map(JobPlan::result).toList();
    if (results.contains(CiResult.CANCELLATION)) {
      return CiResult.CANCELLATION;
    }
    boolean good = results.stream().allMatch(r -> r == CiResult.SUCCESS || r == CiResult.SKIP);
    return good ? CiResult.SUCCESS : CiResult.FAILURE;
  }

  /** Its jobs run side by side. */
  long totalMillis() {
    return jobs.stream().mapToLong(job -> job.queueMillis() + job.totalMillis()).max().orElse(0);
  }
}
