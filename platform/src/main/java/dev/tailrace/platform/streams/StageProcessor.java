package dev.tailrace.platform.streams;

import dev.tailrace.schemas.LogEvent;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Runs a step over each record. Timestamps and headers pass. What the step cannot process is
 * thrown, for {@link DeadLetterHandler}.
 */
public class StageProcessor<V, R> extends ContextualProcessor<String, V, String, R> {
  private final String stage;
  private final Step<V, R> step;
  private StageSpans spans = StageSpans.NONE;

  /**
   * @param stage the stage's name
   */
  public StageProcessor(String stage, Step<V, R> step) {
    this.stage = stage;
    this.step = step;
  }

  @Override
  public void init(ProcessorContext<String, R> context) {
    super.init(context);
    spans = Tracing.spans(stage, context);
  }

  @Override
  public void process(Record<String, V> record) {
    context().forward(record.withValue(result(record)));
  }

  private R result(Record<String, V> record) {
    long begin = spans.begin();
    try {
      RejectedRecordException.valueOf(record);
      R result = step.apply(record, Origin.of(context())).orReject();
      spans.done(begin, record, result instanceof LogEvent event ? event : null);
      return result;
    } catch (RuntimeException e) {
      spans.failed(begin, record, e);
      throw e;
    }
  }
}
