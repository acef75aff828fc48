package dev.tailrace.testing.lifecycle;

import dev.tailrace.schemas.Category;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What should become of something in the bucket, in lifecycle days since it was stored.
 *
 * @param name what it is, for people
 * @param prefix the start of its key
 * @param glacierDay the day from which it is in Glacier; null for never
 * @param goneDay the day from which it is gone; null for never
 */
record Expectation(
    String name, String prefix, @Nullable Integer glacierDay, @Nullable Integer goneDay) {

  static Expectation of(Category category) {
    return new Expectation(
        category.id(),
        category.archivePrefix(),
        category.glacierAfter().map(Expectation::days).orElse(null),
        days(category.retention()));
  }

  /** The last day on which something is still expected. */
  int lastDay() {
    return Math.max(glacierDay == null ? 0 : glacierDay, goneDay == null ? 0 : goneDay);
  }

  private static int days(Duration age) {
    return Math.toIntExact(age.toDays());
  }
}
