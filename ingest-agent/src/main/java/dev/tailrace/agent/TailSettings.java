package dev.tailrace.agent;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What of the configuration a tail needs; see {@link AgentConfig}. */
record TailSettings(int maxLine, @Nullable Duration completeAfter, Duration rotatedAfter) {

  static TailSettings of(AgentConfig config) {
    return new TailSettings(
        config.maxLine().asInt(), config.completeAfter(), config.rotatedAfter());
  }
}
