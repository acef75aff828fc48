package dev.tailrace.router.ledger;

import dev.tailrace.schemas.CiAttributes;
import dev.tailrace.schemas.CiEvent;
import dev.tailrace.schemas.SourceSummary;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a job's log.
 *
 * @param completed the event that the job has ended; null while it has not
 * @param sources the latest summary of each source, by its id; at most {@value #MAX_SOURCES}
 * @param moreSources whether there were more
 * @param revision how often it was published
 * @param updatedAt when the last news came, in milliseconds since 1970
 * @param pendingSince when the first news came that is to be published and is not; {@link #NEVER}
 *     if there is none
 */
record JobLedger(
    @Nullable CiEvent completed,
    Map<String, SourceSummary> sources,
    boolean moreSources,
    int revision,
    long updatedAt,
    long pendingSince) {

  static final int MAX_SOURCES = 64;
  static final long NEVER = -1;

  /**
   * A line or two may follow the one that ends a log, and the parser says so within two seconds.
   */
  private static final long AFTER_END_MILLIS = 3_000;

  static final JobLedger EMPTY = new JobLedger(null, Map.of(), false, 0, 0, NEVER);

  JobLedger {
    sources = Map.copyOf(sources);
  }

  /** The job has ended. The same said again changes nothing. */
  JobLedger with(CiEvent end, long now) {
    return completed != null && result(completed).equals(result(end))
        ? this
        : new JobLedger(end, sources, moreSources, revision, now, since(now));
  }

  private static String result(CiEvent end) {
    return end.text(CiAttributes.TASK_RUN_RESULT).orElse("");
  }

  /** A source has come further. What changes nothing of the log is not news. */
  JobLedger with(SourceSummary summary, long now) {
    SourceSummary known = sources.get(summary.sourceId());
    if (summary.sameLogAs(known)) {
      return this;
    }
    if (known == null && sources.size() == MAX_SOURCES) {
      return moreSources ? this : news(sources, /* more= */ true, now);
    }
    Map<String, SourceSummary> all = new TreeMap<>(sources);
    all.put(summary.sourceId(), summary);
    return news(all, moreSources, now);
  }

  private JobLedger news(Map<String, SourceSummary> all, boolean more, long now) {
    return new JobLedger(
        completed, all, more, revision, now, completed == null ? NEVER : since(now));
  }

  private long since(long now) {
    return pendingSince == NEVER ? now : pendingSince;
  }

  boolean pending() {
    return pendingSince != NEVER;
  }

  /** Whether it is to be published now. */
  boolean due(LedgerConfig config, long now) {
    long quiet = config.quiet().toMillis();
    long enough = revision == 0 && ended() ? Math.min(quiet, AFTER_END_MILLIS) : quiet;
    return pending()
        && (now - updatedAt >= enough || now - pendingSince >= config.atMost().toMillis());
  }

  private boolean ended() {
    return !sources.isEmpty()
        && !moreSources
        && sources.values().stream().allMatch(SourceSummary::ended);
  }

  JobLedger published() {
    return new JobLedger(completed, sources, moreSources, revision + 1, updatedAt, NEVER);
  }
}
