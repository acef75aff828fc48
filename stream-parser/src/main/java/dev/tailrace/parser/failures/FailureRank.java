package dev.tailrace.parser.failures;

import dev.tailrace.schemas.Level;

/**
 * How much a line looks like the reason why its job failed. The rules know tools and languages, not
 * projects; of the lines of a job the one with the highest rank is shown, and of equal ones the
 * last.
 */
public final class FailureRank {
  private static final int ERROR_LEVEL = 50;
  private static final int MOST = 100;

  /** A status without a word of what went wrong, even where the platform calls it an error. */
  private static final int WEAKEST = 10;

  private FailureRank() {}

  /**
   * @param message without time, marks of the platform and escape sequences; its first 1,000
   *     characters count
   * @param level what the line says of itself
   * @return from 0, not at all, to 100
   */
  public static int of(String message, Level level) {
    boolean error = level.isAtLeast(Level.ERROR);
    FailureRule rule = FailureRule.of(message);
    if (rule == null) {
      return error ? ERROR_LEVEL : 0;
    }
    boolean strong = rule.rank() > ERROR_LEVEL;
    return error && rule.rank() > WEAKEST
        ? Math.min(MOST, strong ? rule.rank() + 1 : ERROR_LEVEL + 1)
        : rule.rank();
  }
}
