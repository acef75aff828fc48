package dev.tailrace.enricher;

import dev.tailrace.platform.streams.Origin;
import dev.tailrace.platform.streams.Outcome;
import dev.tailrace.platform.streams.Step;
import dev.tailrace.schemas.LogEvent;
import org.apache.kafka.streams.processor.api.Record;

/** Enriches one event. */
final class EnrichStep implements Step<LogEvent, LogEvent> {
  private final CategoryRules rules;
  private Enricher enricher;

  /** A step that knows no facts until it is given some. */
  EnrichStep(CategoryRules rules) {
    this.rules = rules;
    this.enricher = new Enricher(FactTables.empty(), rules);
  }

  void use(FactTables tables) {
    enricher = new Enricher(tables, rules);
  }

  @Override
  public Outcome<LogEvent> apply(Record<String, LogEvent> record, Origin origin) {
    return Outcome.done(enricher.enrich(record.value(), record.headers()));
  }
}
