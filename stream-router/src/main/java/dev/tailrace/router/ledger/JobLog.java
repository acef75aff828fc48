package dev.tailrace.router.ledger;

import dev.tailrace.schemas.CiAttributes;
import dev.tailrace.schemas.CiEvent;
import dev.tailrace.schemas.CiEventType;
import dev.tailrace.schemas.CiResult;
import dev.tailrace.schemas.FailureLine;
import dev.tailrace.schemas.SourceSummary;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.ToLongFunction;

/** Makes the event that says what has come of a job's log. */
final class JobLog {
  /** What the event takes over from the one that the job has ended. */
  private static final List<String> COPIED =
      List.of(
          CiAttributes.RUN_ID,
          CiAttributes.RUN_ATTEMPT,
          CiAttributes.TASK_RUN_ID,
          CiAttributes.TASK_NAME,
          CiAttributes.TASK_RUN_RESULT,
          CiAttributes.PIPELINE_NAME,
          CiAttributes.REPOSITORY,
          CiAttributes.OWNER,
          CiAttributes.WORKER_ID);

  private static final Set<CiResult> FAILURES =
      EnumSet.of(CiResult.FAILURE, CiResult.ERROR, CiResult.TIMEOUT);

  private static final Comparator<FailureLine> LIKELIEST_FIRST =
      Comparator.comparingInt(FailureLine::rank).reversed().thenComparing(FailureLine::eventId);

  private JobLog() {}

  /**
   * The event of a job that has ended.
   *
   * @param revision 1 for the first
   */
  static CiEvent event(CiEvent completed, JobLedger ledger, int revision) {
    Map<String, Object> attributes = new HashMap<>();
    for (String name : COPIED) {
      Object value = completed.attributes().get(name);
      if (value != null) {
        attributes.put(name, value);
      }
    }
    attributes.put(CiAttributes.LOG_REVISION, revision);
    judge(ledger, attributes);
    count(ledger.sources().values(), attributes);
    if (failed(completed)) {
      blame(ledger.sources().values(), attributes);
    }
    return new CiEvent(
        CiEventType.JOB_LOG.id() + "/" + completed.key() + "/" + revision,
        CiEventType.JOB_LOG,
        time(completed, ledger),
        completed.traceId(),
        completed.spanId(),
        attributes);
  }

  private static void judge(JobLedger ledger, Map<String, Object> attributes) {
    Verdict verdict = Verdict.of(ledger);
    attributes.put(CiAttributes.LOG_COMPLETE, verdict == Verdict.COMPLETE);
    if (verdict != Verdict.COMPLETE) {
      attributes.put(CiAttributes.LOG_INCOMPLETE_REASON, verdict.id());
    }
  }

  private static void count(Collection<SourceSummary> sources, Map<String, Object> attributes) {
    attributes.put(CiAttributes.LOG_SOURCES, (long) sources.size());
    attributes.put(CiAttributes.LOG_LINES, sum(sources, SourceSummary::lines));
    attributes.put(CiAttributes.LOG_BYTES, sum(sources, SourceSummary::bytes));
    attributes.put(CiAttributes.LOG_GAPS, sum(sources, SourceSummary::gaps));
    attributes.put(CiAttributes.LOG_GAP_BYTES, sum(sources, SourceSummary::gapBytes));
    attributes.put(CiAttributes.LOG_DUPLICATES, sum(sources, SourceSummary::duplicates));
    attributes.put(CiAttributes.LOG_FAILED_LINES, sum(sources, SourceSummary::failed));
    attributes.put(CiAttributes.LOG_ERRORS, sum(sources, SourceSummary::errors));
    if (!sources.isEmpty()) {
      attributes.put(CiAttributes.LOG_END_SEEN, sources.stream().allMatch(SourceSummary::ended));
      attributes.put(
          CiAttributes.LOG_FIRST_OFFSET,
          sources.stream().mapToLong(SourceSummary::firstOffset).min().getAsLong());
      attributes.put(
          CiAttributes.LOG_LAST_OFFSET,
          sources.stream().mapToLong(SourceSummary::lastOffset).max().getAsLong());
    }
  }

  private static long sum(Collection<SourceSummary> sources, ToLongFunction<SourceSummary> number) {
    return sources.stream().mapToLong(number).sum();
  }

  private static boolean failed(CiEvent completed) {
    return completed
        .text(CiAttributes.TASK_RUN_RESULT)
        .flatMap(CiResult::parse)
        .filter(FAILURES::contains)
        .isPresent();
  }

  private static void blame(Collection<SourceSummary> sources, Map<String, Object> attributes) {
    sources.stream()
        .map(SourceSummary::failure)
        .filter(Objects::nonNull)
        .min(LIKELIEST_FIRST)
        .ifPresent(
            line -> {
              attributes.put(CiAttributes.FAILURE_EVENT_ID, line.eventId());
              attributes.put(CiAttributes.FAILURE_MESSAGE, line.message());
              if (line.fingerprint() != null) {
                attributes.put(CiAttributes.FAILURE_FINGERPRINT, line.fingerprint());
              }
            });
  }

  /** When the last happened that is known: it depends on nothing but what came. */
  private static Instant time(CiEvent completed, JobLedger ledger) {
    return ledger.sources().values().stream()
        .map(source -> Instant.ofEpochMilli(source.lastObserved()))
        .reduce(completed.timestamp(), (a, b) -> a.isAfter(b) ? a : b);
  }
}
