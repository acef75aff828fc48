package dev.tailrace.schemas;

import org.jspecify.annotations.Nullable;

/**
 * What has come of one source of a job so far: the value of a record on {@code logs.ledger}. The
 * latest of a source counts.
 *
 * @param sourceId names the source, as in {@link Source#id()}
 * @param job the job, as in {@link CiEvent#key()}
 * @param firstOffset the byte at which the first line began, 0 or more
 * @param lastOffset the byte at which the last line began, 0 or more
 * @param lines how many came
 * @param bytes of these lines, without their ends and as they were sent
 * @param gaps how many lines did not begin where the one before had ended
 * @param gapBytes how many bytes of the source are missing there
 * @param duplicates how many lines came again and were dropped
 * @param failed how many lines became dead letters and were not sent round again
 * @param errors how many lines have level ERROR or above
 * @param contiguous whether each line said where it ends, so that a gap would have been seen
 * @param ended whether a line came that ends a job's log
 * @param lastObserved when the last line was read, in milliseconds since 1970
 * @param failure the line that looks most like the reason of a failure; null if none does
 */
public record SourceSummary(
    String sourceId,
    String job,
    long firstOffset,
    long lastOffset,
    long lines,
    long bytes,
    long gaps,
    long gapBytes,
    long duplicates,
    long failed,
    long errors,
    boolean contiguous,
    boolean ended,
    long lastObserved,
    @Nullable FailureLine failure) {

  /** Whether it differs only in how often lines came again: who reads the log sees none. */
  public boolean sameLogAs(@Nullable SourceSummary other) {
    return other != null && equals(other.withDuplicates(duplicates));
  }

  /** The same, but for how often lines came again. */
  public SourceSummary withDuplicates(long count) {
    return new SourceSummary(
        sourceId,
        job,
        firstOffset,
        lastOffset,
        lines,
        bytes,
        gaps,
        gapBytes,
        count,
        failed,
        errors,
        contiguous,
        ended,
        lastObserved,
        failure);
  }
}
