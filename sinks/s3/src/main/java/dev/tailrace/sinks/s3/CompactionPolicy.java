package dev.tailrace.sinks.s3;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which objects are merged, and when those that were are deleted.
 *
 * @param targetBytes the largest object to make, in bytes
 * @param quiet how long nothing was stored in an hour that is over, before its objects are merged
 * @param grace how long originals stay after a merged object has taken their place, for readers
 *     that have listed them before
 * @param mostAge how long ago an object was stored at most to be merged; null for any time. Its age
 *     begins anew in the merged one, which expires that much later.
 */
record CompactionPolicy(
    long targetBytes, Duration quiet, Duration grace, @Nullable Duration mostAge) {

  /** What is merged is held in memory. */
  private static final long MOST_BYTES = 64L << 20;

  private static final Duration QUIET = Duration.ofHours(1);
  private static final Duration GRACE = Duration.ofDays(1);
  private static final Duration MOST_AGE = Duration.ofDays(2);

  static CompactionPolicy of(S3Config config) {
    return new CompactionPolicy(
        Math.min(config.objectSize().bytes(), MOST_BYTES), QUIET, GRACE, MOST_AGE);
  }

  /** The same, for objects of any age. */
  CompactionPolicy forAnyAge() {
    return new CompactionPolicy(targetBytes, quiet, grace, null);
  }

  /** Whether an object is one that should be part of a larger one: two of them are not too much. */
  boolean isSmall(ArchivedObject object) {
    return object.size() <= targetBytes / 2;
  }

  /** Whether it was stored so lately that its age may begin anew. */
  boolean isYoung(ArchivedObject object, Instant now) {
    return mostAge == null || !object.storedAt().plus(mostAge).isBefore(now);
  }

  /** Whether nothing was stored for long enough that more is unlikely to follow. */
  boolean isQuiet(ArchivedObject last, Instant now) {
    return !last.storedAt().plus(quiet).isAfter(now);
  }

  /** Whether whoever listed the archive before this object was stored has read it by now. */
  boolean isKnown(ArchivedObject merged, Instant now) {
    return !merged.storedAt().plus(grace).isAfter(now);
  }
}
