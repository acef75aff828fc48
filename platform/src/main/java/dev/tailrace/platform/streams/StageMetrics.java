package dev.tailrace.platform.streams;

import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.common.metrics.Sensor.RecordingLevel;
import org.apache.kafka.streams.processor.api.ProcessingContext;

/** Counters of a stage, kept among Kafka Streams' own metrics. */
public final class StageMetrics {
  private StageMetrics() {}

  /**
   * A counter of one node in one task: the metrics {@code <name>-total} and {@code <name>-rate} of
   * group {@code stream-stage-metrics}. The processor that made it removes it when it closes.
   *
   * @param node the processor's name
   * @param name what is counted, for example {@code failed-records}
   */
  public static Sensor counter(ProcessingContext context, String node, String name) {
    String task = context.taskId().toString();
    return context
        .metrics()
        .addRateTotalSensor(
            "stage", node + "-" + task, name, RecordingLevel.INFO, "task-id", task, "node", node);
  }
}
