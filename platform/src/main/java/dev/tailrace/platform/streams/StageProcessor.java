package dev.tailrace.platform.streams;

import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Runs a step over each record. Timestamps and headers pass. What the step cannot process is
 * thrown, for {@link DeadLetterHandler}.
 */
public class StageProcessor<V, R> extends ContextualProcessor<String, V, String, R> {
  private final Step<V, R> step;

  public StageProcessor(Step<V, R> step) {
    this.step = step;
  }

  @Override
  public void process(Record<String, V> record) {
    RejectedRecordException.valueOf(record);
    R result = step.apply(record, Origin.of(context())).orReject();
    context().forward(record.withValue(result));
  }
}
