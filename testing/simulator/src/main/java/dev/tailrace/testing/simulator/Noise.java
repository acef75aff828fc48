package dev.tailrace.testing.simulator;

import dev.tailrace.schemas.ContextKeys;
import java.util.List;
import java.util.Map;

/** What services log besides runs, jobs and runners. */
final class Noise {
  static final String STACK_TRACE =
      """
      java.util.concurrent.TimeoutException: no answer from artifact store within 30000 ms
      \tat com.example.ci.store.ArtifactClient.upload(ArtifactClient.java:142)
      \tat com.example.ci.runner.JobExecutor.finish(JobExecutor.java:318)
      \tat java.base/java.lang.Thread.run(Thread.java:840)
      Caused by: java.net.SocketTimeoutException: Read timed out
      \t... 12 more
      """;

  private static final List<String> PATHS =
      List.of("/api/v1/runs", "/api/v1/jobs", "/api/v1/runners", "/api/v1/caches");

  private final ServiceLogs logs;
  private final Dice dice;

  Noise(ServiceLogs logs, Dice dice) {
    this.logs = logs;
    this.dice = dice;
  }

  /** A few lines, or none. */
  void write() {
    if (dice.chance(0.5)) {
      request();
    }
    if (dice.chance(0.02)) {
      authFailure();
    }
    if (dice.chance(0.004)) {
      policyViolation();
    }
    if (dice.chance(0.006)) {
      systemError();
    }
  }

  private void request() {
    Map<String, Object> context =
        Map.of(
            "method",
            "GET",
            "path",
            dice.pick(PATHS),
            "http_status",
            dice.chance(0.97) ? 200 : 404,
            ContextKeys.DURATION_MS,
            dice.millis(12, 0.9, 1, 5_000));
    if (dice.chance(0.3)) {
      logs.of(Service.API).debug("Request handled", context);
    } else {
      logs.of(Service.API).info("Request handled", context);
    }
  }

  private void authFailure() {
    logs.of(Service.API)
        .warn(
            "Authentication failed",
            Map.of(
                ContextKeys.EVENT,
                "auth_failure",
                "reason",
                dice.chance(0.6) ? "token expired" : "unknown token",
                "source_ip",
                "203.0.113." + dice.between(1, 254),
                "path",
                dice.pick(PATHS)));
  }

  private void policyViolation() {
    logs.of(Service.API)
        .error(
            "Policy violation: workflow asks for a forbidden permission",
            Map.of(
                ContextKeys.EVENT,
                "policy_violation",
                "policy",
                "no-write-token-on-forks",
                ContextKeys.REPOSITORY,
                dice.popular(World.REPOSITORIES).fullName()));
  }

  private void systemError() {
    Service service = dice.pick(List.of(Service.values()));
    logs.of(service)
        .error(
            "Unhandled exception",
            Map.of("error_type", "TimeoutException", "error", STACK_TRACE, "retries", 3));
  }
}
