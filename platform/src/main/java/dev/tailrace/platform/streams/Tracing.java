package dev.tailrace.platform.streams;

import io.prometheus.client.CollectorRegistry;
import java.util.Properties;
import org.apache.kafka.streams.processor.api.ProcessingContext;

/**
 * Traces the work of a topology's stages, or does not. Stages find it in the settings that their
 * topology runs with, so that a topology is wired the same either way.
 */
public interface Tracing extends AutoCloseable {
  /** Traces nothing. */
  Tracing NONE = (stage, context) -> StageSpans.NONE;

  /**
   * The spans of a stage.
   *
   * @param stage the stage's name
   * @param context where the stage runs
   */
  StageSpans stage(String stage, ProcessingContext context);

  /** Has the stages of a topology that runs with these settings be traced. */
  default void configure(Properties settings) {
    settings.put(Tracing.class.getName(), this);
  }

  /** The spans of a stage by the settings that it runs with. */
  static StageSpans spans(String stage, ProcessingContext context) {
    return context.appConfigs().get(Tracing.class.getName()) instanceof Tracing tracing
        ? tracing.stage(stage, context)
        : StageSpans.NONE;
  }

  /** Adds its metrics. Called once, before {@link #start}. */
  default void register(CollectorRegistry registry) {}

  /** Starts its thread and returns. */
  default void start() {}

  /** Ends its work, within seconds. Called after the topology has ended. */
  @Override
  default void close() {}
}
