package dev.tailrace.parser;

import dev.tailrace.platform.streams.StageMetrics;
import java.util.List;
import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/** What one task of the parser counts. */
final class ParserMetrics {
  private final ProcessorContext<?, ?> context;
  final Sensor failed;
  final Sensor duplicates;
  final Sensor gaps;
  final Sensor gapBytes;

  ParserMetrics(ProcessorContext<?, ?> context, String node) {
    this.context = context;
    failed = StageMetrics.counter(context, node, "failed-records");
    duplicates = StageMetrics.counter(context, node, "duplicate-records");
    gaps = StageMetrics.counter(context, node, "gaps");
    gapBytes = StageMetrics.sum(context, node, "gap-bytes");
  }

  void remove() {
    List.of(failed, duplicates, gaps, gapBytes).forEach(context.metrics()::removeSensor);
  }
}
