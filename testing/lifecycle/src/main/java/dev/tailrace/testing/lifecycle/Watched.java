package dev.tailrace.testing.lifecycle;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something in the bucket, and on which days its storage class changed and it was gone. */
final class Watched {
  /** A store looks at a bucket once a day, and its day begins when it likes. */
  static final int LATEST_DAYS = 2;

  private static final String STANDARD = "STANDARD";
  private static final String GLACIER = "GLACIER";

  private final Expectation expectation;
  private final long storedNanos;
  private final long dayNanos;
  private @Nullable Integer glacierDay;
  private @Nullable Integer goneDay;
  private @Nullable String strangeClass;

  /**
   * @param storedNanos when it was about to be stored, by {@link System#nanoTime()}'s clock
   * @param dayNanos the length of a lifecycle day
   */
  Watched(Expectation expectation, long storedNanos, long dayNanos) {
    this.expectation = expectation;
    this.storedNanos = storedNanos;
    this.dayNanos = dayNanos;
  }

  /** Whether a key is of this. */
  boolean has(String key) {
    return key.startsWith(expectation.prefix());
  }

  Expectation expectation() {
    return expectation;
  }

  /**
   * Takes what the store said.
   *
   * @param nowNanos when it had answered
   * @param storageClass null if it is gone
   * @return what is new about it, in plain words; null if nothing is
   */
  @Nullable String look(long nowNanos, @Nullable String storageClass) {
    int day = Math.toIntExact((nowNanos - storedNanos) / dayNanos);
    if (goneDay != null) {
      return null;
    }
    if (storageClass == null) {
      goneDay = day;
      return "day %d: %s is gone".formatted(day, expectation.name());
    }
    if (storageClass.equals(GLACIER) && glacierDay == null) {
      glacierDay = day;
      return "day %d: %s is in Glacier".formatted(day, expectation.name());
    }
    if (!storageClass.equals(GLACIER) && !storageClass.equals(STANDARD)) {
      strangeClass = storageClass;
    }
    return null;
  }

  /** Whether nothing more is to come of it. */
  boolean done() {
    return goneDay != null || expectation.goneDay() == null;
  }

  /** What was not as it should be; empty if everything was. */
  List<String> failures() {
    List<String> failures = new ArrayList<>();
    judge(failures, "in Glacier", expectation.glacierDay(), glacierDay);
    judge(failures, "gone", expectation.goneDay(), goneDay);
    if (strangeClass != null) {
      failures.add("%s was in storage class %s".formatted(expectation.name(), strangeClass));
    }
    return failures;
  }

  /** A row of a table in Markdown. */
  String row() {
    return "| %s | %s | %s | %s | %s |"
        .formatted(
            expectation.name(),
            day(expectation.glacierDay()),
            day(glacierDay),
            day(expectation.goneDay()),
            day(goneDay));
  }

  private void judge(
      List<String> failures, String what, @Nullable Integer wanted, @Nullable Integer seen) {
    boolean right =
        wanted == null
            ? seen == null
            : seen != null && seen >= wanted && seen <= wanted + LATEST_DAYS;
    if (!right) {
      failures.add(
          "%s: %s on day %s; should be %s"
              .formatted(
                  expectation.name(),
                  what,
                  day(seen),
                  wanted == null
                      ? "never"
                      : "from day %d to %d".formatted(wanted, wanted + LATEST_DAYS)));
    }
  }

  private static String day(@Nullable Integer day) {
    return day == null ? "never" : day.toString();
  }
}
