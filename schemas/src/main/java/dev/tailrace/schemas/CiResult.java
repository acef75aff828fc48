package dev.tailrace.schemas;

import java.util.Locale;
import java.util.Optional;

/**
 * How a run, a job or a step ended, in the words of OpenTelemetry's {@code cicd.pipeline.result}.
 */
public enum CiResult {
  SUCCESS,
  FAILURE,
  ERROR,
  TIMEOUT,
  CANCELLATION,
  SKIP;

  /** The value in attributes and metric labels: lower case. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Reads OpenTelemetry's words and GitHub's; empty for a word that neither has. */
  public static Optional<CiResult> parse(String word) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "success", "succeeded", "passed", "neutral" -> Optional.of(SUCCESS);
      case "failure", "failed", "startup_failure" -> Optional.of(FAILURE);
      case "error" -> Optional.of(ERROR);
      case "timeout", "timed_out" -> Optional.of(TIMEOUT);
      case "cancellation", "cancelled", "canceled" -> Optional.of(CANCELLATION);
      case "skip", "skipped" -> Optional.of(SKIP);
      default -> Optional.empty();
    };
  }
}
