package dev.tailrace.router.ledger;

import dev.tailrace.schemas.SourceSummary;
import java.util.Collection;
import java.util.Locale;

/**
 * Whether a log is complete and, if not, the first reason that holds. It is complete only if that
 * is known: every byte between the first line and the last has come, and so has the last.
 */
enum Verdict {
  COMPLETE,
  NO_LINES,
  TOO_MANY_SOURCES,
  GAP,
  FAILED_LINES,
  NOT_CONTIGUOUS,
  NO_END;

  static Verdict of(JobLedger ledger) {
    Collection<SourceSummary> sources = ledger.sources().values();
    if (sources.isEmpty()) {
      return NO_LINES;
    }
    if (ledger.moreSources()) {
      return TOO_MANY_SOURCES;
    }
    if (sources.stream().anyMatch(source -> source.gaps() > 0)) {
      return GAP;
    }
    if (sources.stream().anyMatch(source -> source.failed() > 0)) {
      return FAILED_LINES;
    }
    if (!sources.stream().allMatch(SourceSummary::contiguous)) {
      return NOT_CONTIGUOUS;
    }
    return sources.stream().allMatch(SourceSummary::ended) ? COMPLETE : NO_END;
  }

  /** As events have it: lower case words joined by hyphens. */
  String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
