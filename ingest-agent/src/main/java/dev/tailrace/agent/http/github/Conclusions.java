package dev.tailrace.agent.http.github;

import dev.tailrace.schemas.CiResult;
import org.jspecify.annotations.Nullable;

/** How GitHub says that something ended. */
final class Conclusions {
  private Conclusions() {}

  /**
   * The result; null if it has none yet. {@code action_required} waits for somebody, and is
   * completed once more after that.
   */
  static @Nullable CiResult of(Payload part) {
    String conclusion = part.text("conclusion");
    if (conclusion == null) {
      return null;
    }
    // GitHub gave up waiting for its end.
    return conclusion.equals("stale") ? CiResult.TIMEOUT : CiResult.parse(conclusion).orElse(null);
  }
}
