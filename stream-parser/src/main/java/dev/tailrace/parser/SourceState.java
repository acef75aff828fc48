package dev.tailrace.parser;

import dev.tailrace.schemas.FailureLine;
import dev.tailrace.schemas.Level;
import dev.tailrace.schemas.LogEvent;
import dev.tailrace.schemas.SourceAttributes;
import dev.tailrace.schemas.SourceSummary;
import org.jspecify.annotations.Nullable;

/**
 * What the parser keeps of a source: how far it has come, what is missing, and what it remembers
 * from line to line. An agent sends a source's lines in order and repeats from its checkpoint, so
 * the offset of the last line tells what was there before. For one thread.
 */
final class SourceState {
  static final long NONE = -1;

  /** Runners write a little behind the line that ends a log. More than this, and it ended none. */
  private static final int MOST_BEHIND_END = 100;

  // Package-private for the codec, which is the other half of this class.
  long first = NONE;
  long last = NONE;
  long expected;
  int slack;
  long lines;
  long bytes;
  long gaps;
  long gapBytes;
  long duplicates;
  long failed;
  long errors;
  long lastObserved = NONE;

  /** How many lines there were with the last that ends a job's log; 0 if none does. */
  long endedAt;

  boolean contiguous = true;
  boolean unpublished;
  @Nullable String job;
  @Nullable FailureLine failure;
  SourceMemory memory = SourceMemory.empty();

  private @Nullable SourceAttributes known;

  /** Of a source that was never seen. A source begins at its first byte. */
  SourceState() {}

  /** Of a source of which only the offset of its last line is known. */
  static SourceState after(long last) {
    SourceState state = new SourceState();
    state.first = last;
    state.last = last;
    state.lines = 1;
    state.expected = Place.UNSAID;
    state.contiguous = false;
    return state;
  }

  /**
   * Takes note that a line came.
   *
   * @param length of the line in bytes, as it was sent
   * @param observed when it was read, in milliseconds since 1970
   */
  Arrival arrived(Place place, int length, long observed) {
    if (place.offset() <= last) {
      duplicates++;
      return Arrival.AGAIN;
    }
    long missing = missing(place);
    if (missing > 0) {
      gaps++;
      gapBytes += missing;
    }
    first = lines == 0 ? place.offset() : first;
    last = place.offset();
    expected = place.end();
    slack = place.slack();
    contiguous &= place.end() != Place.UNSAID;
    lines++;
    bytes += length;
    lastObserved = Math.max(lastObserved, observed);
    return missing > 0 ? Arrival.AFTER_GAP : Arrival.NEW;
  }

  private long missing(Place place) {
    boolean known = expected != Place.UNSAID && place.end() != Place.UNSAID;
    return known && place.offset() > expected + slack ? place.offset() - expected : 0;
  }

  /** Whose log the source is, as the agent says. */
  @SuppressWarnings("ReferenceEquality") // what was read once is mostly the same object
  void belongsTo(SourceAttributes attributes) {
    if (attributes != known) {
      job = JobKeys.of(attributes);
      known = attributes;
    }
  }

  /**
   * Takes note of what a line was.
   *
   * @return whether it ends the job's log
   */
  boolean parsed(LogEvent event) {
    if (event.level().isAtLeast(Level.ERROR)) {
      errors++;
    }
    if (event.failureRank() > 0 && event.failureRank() >= (failure == null ? 0 : failure.rank())) {
      failure = FailureLine.of(event);
    }
    boolean end = event.tags().contains(Tags.JOB_END);
    endedAt = end ? lines : endedAt;
    return end;
  }

  /** The line became a dead letter. */
  void gaveUp() {
    failed++;
  }

  /** A line that had become a dead letter is sent round again. */
  void tryingAgain() {
    failed = Math.max(0, failed - 1);
  }

  private boolean ended() {
    return endedAt > 0 && lines - endedAt <= MOST_BEHIND_END;
  }

  /** What is remembered from line to line; to be changed by formats. */
  SourceMemory memory() {
    return memory;
  }

  /** What has come of the source; null if it is not a job's. */
  @Nullable SourceSummary summary(String sourceId) {
    String to = job;
    return to == null || lines == 0
        ? null
        : new SourceSummary(
            sourceId,
            to,
            first,
            last,
            lines,
            bytes,
            gaps,
            gapBytes,
            duplicates,
            failed,
            errors,
            contiguous,
            ended(),
            lastObserved,
            failure);
  }
}
