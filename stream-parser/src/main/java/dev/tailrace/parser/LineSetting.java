package dev.tailrace.parser;

import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * What a line is read with, beside its text.
 *
 * @param memory what is remembered of its source; may be changed
 * @param observed when it was read; gives the year to times that have none
 * @param zone of times that name none
 * @param service of the source, by the agent's word; null if the agent does not say
 */
record LineSetting(SourceMemory memory, Instant observed, ZoneId zone, @Nullable String service) {
  LineSetting(SourceMemory memory, Instant observed, ZoneId zone) {
    this(memory, observed, zone, null);
  }

  /** The same with the zone that times have which name none. */
  LineSetting in(ZoneId other) {
    return new LineSetting(memory, observed, other, service);
  }
}
