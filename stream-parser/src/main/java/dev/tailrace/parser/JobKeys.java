package dev.tailrace.parser;

import dev.tailrace.schemas.ContextKeys;
import dev.tailrace.schemas.SourceAttributes;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Names the job whose log a source is. */
final class JobKeys {
  private static final int MAX_DIGITS = 18;

  private JobKeys() {}

  /**
   * The key of the job's events, as {@link dev.tailrace.schemas.CiEvent#key()} makes it. Only the
   * agent's word counts.
   *
   * @return null if the source is not one job's
   */
  static @Nullable String of(SourceAttributes attributes) {
    Map<String, String> context = attributes.context();
    String run = context.get(ContextKeys.RUN_ID);
    String job = context.get(ContextKeys.JOB_ID);
    return run == null || run.isEmpty() || job == null || job.isEmpty()
        ? null
        : run + "/" + attempt(context.get(ContextKeys.ATTEMPT)) + "/" + job;
  }

  private static long attempt(@Nullable String text) {
    boolean number =
        text != null
            && !text.isEmpty()
            && text.length() <= MAX_DIGITS
            && text.chars().allMatch(c -> c >= '0' && c <= '9');
    return number ? Long.parseLong(text) : 1;
  }
}
