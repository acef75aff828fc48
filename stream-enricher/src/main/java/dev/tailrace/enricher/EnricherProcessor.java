package dev.tailrace.enricher;

import dev.tailrace.platform.streams.StageProcessor;
import dev.tailrace.schemas.LogEvent;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/** The enricher with the tables of facts, which are Kafka Streams' to give. */
final class EnricherProcessor extends StageProcessor<LogEvent, LogEvent> {
  private final EnrichStep step;

  EnricherProcessor(String stage, EnrichStep step) {
    super(stage, step);
    this.step = step;
  }

  @Override
  public void init(ProcessorContext<String, LogEvent> context) {
    super.init(context);
    step.use(FactTables.of(context));
  }
}
