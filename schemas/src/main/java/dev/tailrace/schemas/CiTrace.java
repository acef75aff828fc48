package dev.tailrace.schemas;

import org.jspecify.annotations.Nullable;

/**
 * The trace of a run: its ids follow from the run's, the job's and the step's own, so that whoever
 * writes a log line, a CI event or a span about one of them arrives at the same ids without asking
 * anybody. Each attempt of a run is a trace; the run, its jobs and their steps are spans in it.
 *
 * <p>Each call computes two hashes: keep what is used for many lines.
 */
public final class CiTrace {
  private static final int MAX_DIGITS = 18;

  private CiTrace() {}

  /** The span of a run. */
  public static TraceContext run(String run, long attempt) {
    String trace = name(run, attempt);
    return TraceContext.derived(trace, trace);
  }

  /** The span of a job. */
  public static TraceContext job(String run, long attempt, String job) {
    return TraceContext.derived(name(run, attempt), job);
  }

  /** The span of a job, or of its run where no job is known. */
  public static TraceContext of(String run, long attempt, @Nullable String job) {
    return job == null ? run(run, attempt) : job(run, attempt, job);
  }

  /**
   * The span of a step.
   *
   * @param step its number within the job
   */
  public static TraceContext step(String run, long attempt, String job, long step) {
    return TraceContext.derived(name(run, attempt), job + '/' + step);
  }

  private static String name(String run, long attempt) {
    return run + '/' + attempt;
  }

  /** Which try of a run a value of {@link ContextKeys#ATTEMPT} means; 1 if it is no number. */
  public static long attempt(@Nullable Object value) {
    if (value instanceof Number number) {
      return number.longValue();
    }
    boolean digits =
        value instanceof String text
            && !text.isEmpty()
            && text.length() <= MAX_DIGITS
            && text.chars().allMatch(c -> c >= '0' && c <= '9');
    return digits ? Long.parseLong((String) value) : 1;
  }
}
