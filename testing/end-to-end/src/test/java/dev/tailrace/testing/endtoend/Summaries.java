package dev.tailrace.testing.endtoend;

import dev.tailrace.platform.kafka.KafkaConfig;
import dev.tailrace.schemas.SourceSummary;
import dev.tailrace.schemas.Topics;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** Reads what the ledger says of sources. */
final class Summaries {
  private Summaries() {}

  /** The latest summary of each source. */
  static Collection<SourceSummary> latest(KafkaConfig kafka) {
    Map<String, SourceSummary> latest = new TreeMap<>();
    CommittedRecords.of(kafka, Topics.LEDGER)
        .forEach(record -> latest.put(record.value().sourceId(), record.value()));
    return latest.values();
  }
}
