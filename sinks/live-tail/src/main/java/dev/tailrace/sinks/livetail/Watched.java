package dev.tailrace.sinks.livetail;

import dev.tailrace.schemas.TailInterest;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The lines that a lease is about. Level and text are left out: a lease that knew them would be
 * another one for every letter somebody types, and filters look at them again anyway.
 */
record Watched(@Nullable String repository, @Nullable String runId, @Nullable String jobId) {
  static Watched by(TailQuery query) {
    return new Watched(query.repository(), query.runId(), query.jobId());
  }

  boolean isEverything() {
    return repository == null && runId == null && jobId == null;
  }

  TailInterest until(Instant end) {
    return new TailInterest(repository, runId, jobId, end);
  }

  /** A short name, the same for the same lines. */
  String id() {
    return UUID.nameUUIDFromBytes(until(Instant.EPOCH).toJson()).toString();
  }
}
