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
    if (record.value() == null) {
      throw new RejectedRecordException("the record has no value", null);
    }
    Origin origin = Origin.of(context());
    Outcome<R> outcome = step.apply(record, origin);
    if (outcome instanceof Outcome.Failed<R> failed) {
      throw new RejectedRecordException(failed.reason(), failed.cause());
    }
    forward(record, ((Outcome.Done<R>) outcome).value());
  }

  /** Passes on what the step made of a record. */
  protected void forward(Record<String, V> record, R result) {
    context().forward(record.withValue(result));
  }
}
