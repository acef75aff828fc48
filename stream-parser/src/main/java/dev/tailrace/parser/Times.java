package dev.tailrace.parser;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The times that lines give: ISO 8601 or a count since 1970 in s, ms, us or ns. */
final class Times {
  private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
  private static final Duration MOST_LATE = Duration.ofDays(1);

  /** Counts below this are in seconds, below a thousand times this in milliseconds, and so on. */
  private static final BigDecimal MOST_SECONDS = BigDecimal.valueOf(100_000_000_000L);

  private static final int MAX_DIGITS = 30;

  private Times() {}

  /** The time that a value gives; null if it gives none. */
  static @Nullable Instant parse(@Nullable Object value, LineSetting setting) {
    if (value instanceof String text) {
      Instant iso = IsoTime.parse(text, setting.zone());
      if (iso != null) {
        return iso;
      }
      return isNumber(text) ? sinceEpoch(new BigDecimal(text)) : OtherTimes.parse(text, setting);
    }
    if (value instanceof Integer || value instanceof Long) {
      return sinceEpoch(BigDecimal.valueOf(((Number) value).longValue()));
    }
    return value instanceof BigDecimal decimal ? sinceEpoch(decimal) : null;
  }

  /** Whether a writer's clock can have said so: not before 2000, at most a day ahead. */
  static boolean isCredible(Instant time, Instant observed) {
    return !time.isBefore(EARLIEST) && !time.isAfter(observed.plus(MOST_LATE));
  }

  private static boolean isNumber(String text) {
    boolean point = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '.' && !point && i > 0 && i < text.length() - 1) {
        point = true;
      } else if (c < '0' || c > '9') {
        return false;
      }
    }
    return !text.isEmpty() && text.length() <= MAX_DIGITS;
  }

  private static @Nullable Instant sinceEpoch(BigDecimal count) {
    BigDecimal limit = MOST_SECONDS;
    for (int scale = 0; scale <= 9; scale += 3, limit = limit.movePointRight(3)) {
      if (count.signum() >= 0 && count.compareTo(limit) < 0) {
        // Bounded, so the shifted number is small; a tiny one with a huge scale rounds to 1970.
        return ofSeconds(count.movePointLeft(scale));
      }
    }
    return null;
  }

  private static @Nullable Instant ofSeconds(BigDecimal seconds) {
    if (seconds.scale() > MAX_DIGITS) {
      return null;
    }
    long whole = seconds.longValue();
    long nanos = seconds.subtract(BigDecimal.valueOf(whole)).movePointRight(9).longValue();
    return Instant.ofEpochSecond(whole, nanos);
  }
}
