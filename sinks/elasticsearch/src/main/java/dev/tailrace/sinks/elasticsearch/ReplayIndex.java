package dev.tailrace.sinks.elasticsearch;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The index of a day's events that came back from the archive after hot storage had let them go.
 * The day's own index would be swept at once, so these have one beside it, which is kept for {@link
 * #KEPT} from its creation. It follows from the event alone, as a {@link DayIndex} does.
 */
record ReplayIndex(DayIndex day) {
  /** How long it is searchable, from its creation on. */
  static final Duration KEPT = Duration.ofDays(7);

  static final String PREFIX = "tailrace-replay-";
  private static final String DAY_PREFIX = "tailrace-";

  /** The replay index of that name; empty if it is none. */
  static Optional<ReplayIndex> parse(String name) {
    return name.startsWith(PREFIX)
        ? DayIndex.parse(DAY_PREFIX + name.substring(PREFIX.length())).map(ReplayIndex::new)
        : Optional.empty();
  }

  String name() {
    return PREFIX + day.name().substring(DAY_PREFIX.length());
  }

  static boolean expired(Instant createdAt, Instant now) {
    return createdAt.plus(KEPT).isBefore(now);
  }
}
