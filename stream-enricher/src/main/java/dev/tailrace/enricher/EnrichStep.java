package dev.tailrace.enricher;

import dev.tailrace.platform.streams.Origin;
import dev.tailrace.platform.streams.Outcome;
import dev.tailrace.platform.streams.Step;
import dev.tailrace.schemas.LogEvent;
import org.apache.kafka.streams.processor.api.Record;

/** Enriches one event. */
final class EnrichStep implements Step<LogEvent, LogEvent> {
  private final Facts facts = new Facts();

  @Override
  public Outcome<LogEvent> apply(Record<String, LogEvent> record, Origin origin) {
    LogEvent event = facts.complete(record.value());
    return Outcome.done(event.withCategory(CategoryRules.categoryOf(event)));
  }
}
