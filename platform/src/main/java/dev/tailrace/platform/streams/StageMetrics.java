package dev.tailrace.platform.streams;

import java.util.Map;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.common.metrics.Sensor.RecordingLevel;
import org.apache.kafka.common.metrics.stats.CumulativeSum;
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

  /**
   * A sum of one node in one task: the metric {@code <name>-total} of the same group. The processor
   * that made it removes it when it closes.
   *
   * @param node the processor's name
   * @param name what is added up, for example {@code gap-bytes}
   */
  public static Sensor sum(ProcessingContext context, String node, String name) {
    String task = context.taskId().toString();
    Sensor sensor =
        context.metrics().addSensor("stage." + node + "-" + task + "." + name, RecordingLevel.INFO);
    Map<String, String> tags =
        Map.of("thread-id", Thread.currentThread().getName(), "task-id", task, "node", node);
    sensor.add(
        new MetricName(name + "-total", "stream-stage-metrics", "the sum of " + name, tags),
        new CumulativeSum());
    return sensor;
  }
}
