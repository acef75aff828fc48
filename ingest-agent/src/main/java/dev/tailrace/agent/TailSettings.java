package dev.tailrace.agent;

import dev.tailrace.agent.lines.LineShape;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What of the configuration a tail needs; see {@link AgentConfig}. */
record TailSettings(
    int maxLine, @Nullable Duration completeAfter, Duration rotatedAfter, LineShape shape) {

  static TailSettings of(AgentConfig config) {
    return new TailSettings(
        config.maxLine().asInt(), config.completeAfter(), config.rotatedAfter(), LineShape.PLAIN);
  }

  /** The same for an input of that shape. */
  TailSettings shaped(LineShape newShape) {
    return new TailSettings(maxLine, completeAfter, rotatedAfter, newShape);
  }
}
