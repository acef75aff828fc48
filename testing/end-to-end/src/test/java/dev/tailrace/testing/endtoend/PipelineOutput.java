package dev.tailrace.testing.endtoend;

import dev.tailrace.platform.kafka.KafkaConfig;
import dev.tailrace.schemas.Category;
import dev.tailrace.schemas.CiAttributes;
import dev.tailrace.schemas.CiEvent;
import dev.tailrace.schemas.CiEventType;
import dev.tailrace.schemas.LogEvent;
import dev.tailrace.schemas.SourceSummary;
import dev.tailrace.schemas.Topics;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the pipeline has written, as far as it is committed.
 *
 * @param logs the events of each source in their order, by category and source id
 * @param events on {@code ci.events}, by id; an event that is there twice is twice in the list
 * @param sources the latest summary of each source
 */
record PipelineOutput(
    Map<String, List<LogEvent>> logs, List<CiEvent> events, List<SourceSummary> sources) {

  static PipelineOutput read(KafkaConfig kafka) {
    Map<String, List<LogEvent>> logs = new TreeMap<>();
    for (Category category : Category.values()) {
      CommittedRecords.of(kafka, Topics.of(category))
          .forEach(
              record ->
                  logs.computeIfAbsent(
                          category.id() + " " + record.key(), source -> new ArrayList<>())
                      .add(record.value()));
    }
    return new PipelineOutput(logs, events(kafka), List.copyOf(Summaries.latest(kafka)));
  }

  private static List<CiEvent> events(KafkaConfig kafka) {
    return CommittedRecords.of(kafka, Topics.CI_EVENTS).stream()
        .map(record -> record.value())
        .sorted(Comparator.comparing(CiEvent::eventId))
        .toList();
  }

  /** How many logs of jobs the ledger has judged. */
  static long judgedLogs(KafkaConfig kafka) {
    return events(kafka).stream().filter(event -> event.type() == CiEventType.JOB_LOG).count();
  }

  List<String> eventIds() {
    return logs.values().stream().flatMap(List::stream).map(LogEvent::eventId).toList();
  }

  long duplicates() {
    return sources.stream().mapToLong(SourceSummary::duplicates).sum();
  }

  /** The same, as if no line had come twice, which the ledger counts. */
  PipelineOutput withoutDuplicates() {
    return new PipelineOutput(
        logs,
        events.stream().map(PipelineOutput::withoutDuplicates).toList(),
        sources.stream().map(PipelineOutput::withoutDuplicates).toList());
  }

  private static CiEvent withoutDuplicates(CiEvent event) {
    Map<String, Object> attributes = new HashMap<>(event.attributes());
    attributes.remove(CiAttributes.LOG_DUPLICATES);
    return new CiEvent(
        event.eventId(),
        event.type(),
        event.timestamp(),
        event.traceId(),
        event.spanId(),
        attributes);
  }

  private static SourceSummary withoutDuplicates(SourceSummary source) {
    return source.withDuplicates(0);
  }
}
