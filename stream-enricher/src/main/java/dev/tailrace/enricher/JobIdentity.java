package dev.tailrace.enricher;

import dev.tailrace.schemas.CiTrace;
import dev.tailrace.schemas.TraceContext;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A job, or a run that no job is known of, with what follows from its names: key and trace. */
final class JobIdentity {
  private static final int MOST_STEPS = 1000;

  private final String run;
  private final long attempt;
  private final @Nullable String job;
  private final String runKey;
  private final String key;
  private @Nullable TraceContext trace;
  private final Map<Long, TraceContext> steps = new HashMap<>();

  JobIdentity(String run, long attempt, @Nullable String job) {
    this.run = run;
    this.attempt = attempt;
    this.job = job;
    this.runKey = run + '/' + attempt;
    this.key = runKey + '/' + (job == null ? "" : job);
  }

  boolean is(String otherRun, long otherAttempt, @Nullable String otherJob) {
    return run.equals(otherRun)
        && attempt == otherAttempt
        && (job == null ? otherJob == null : job.equals(otherJob));
  }

  /** The key of the run's facts. */
  String runKey() {
    return runKey;
  }

  /** The key of the job's facts, as {@link dev.tailrace.schemas.CiEvent#key()} makes it. */
  String key() {
    return key;
  }

  /**
   * @param step the step's number; 0 if it is not known
   */
  TraceContext trace(long step) {
    if (step <= 0 || job == null) {
      return trace();
    }
    TraceContext known = steps.get(step);
    if (known == null) {
      known = CiTrace.step(run, attempt, job, step);
      if (steps.size() < MOST_STEPS) {
        steps.put(step, known);
      }
    }
    return known;
  }

  /** Hashes are too dear for those who do not ask for it. */
  private TraceContext trace() {
    TraceContext known = trace;
    if (known == null) {
      known = CiTrace.of(run, attempt, job);
      trace = known;
    }
    return known;
  }
}
