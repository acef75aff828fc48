package dev.tailrace.enricher;

import dev.tailrace.schemas.CiTrace;
import dev.tailrace.schemas.ContextKeys;
import dev.tailrace.schemas.LogEvent;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The jobs of recent events: their ids are hashes, too dear to compute for each line. */
final class JobIdentities {
  private static final int SIZE = 1 << 14; // a power of two

  private final @Nullable JobIdentity[] recent = new JobIdentity[SIZE];

  /** Whose job or run an event is of. */
  JobIdentity of(LogEvent event, String run) {
    long attempt = CiTrace.attempt(event.context().get(ContextKeys.ATTEMPT));
    String job = event.contextText(ContextKeys.JOB_ID);
    int hash = run.hashCode() * 31 + Objects.hashCode(job);
    int place = (hash ^ (hash >>> 16)) & (SIZE - 1);
    JobIdentity known = recent[place];
    if (known == null || !known.is(run, attempt, job)) {
      known = new JobIdentity(run, attempt, job);
      recent[place] = known;
    }
    return known;
  }
}
