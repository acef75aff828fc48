package dev.tailrace.sinks.metrics;

import static java.util.Objects.requireNonNullElse;

import dev.tailrace.platform.config.ConfigException;
import java.time.Duration;

/**
 * How metrics are derived from CI events.
 *
 * @param seriesBudget how many series each metric may have for each partition of {@code ci.events},
 *     from 1; what comes after is counted in a series whose labels are {@code __overflow__}
 * @param patience how long a job or run that has ended waits for an event that still lacks a label,
 *     before it is counted without
 * @param forgetAfter how long an ended job or run, and the id of a counted event, is remembered; an
 *     event sent again later than that counts again
 * @param abandonAfter how long a job or run that does not end is remembered after its last event
 */
public record MetricsConfig(
    Integer seriesBudget, Duration patience, Duration forgetAfter, Duration abandonAfter) {

  public MetricsConfig {
    seriesBudget = requireNonNullElse(seriesBudget, 2000);
    patience = requireNonNullElse(patience, Duration.ofSeconds(30));
    forgetAfter = requireNonNullElse(forgetAfter, Duration.ofHours(24));
    abandonAfter = requireNonNullElse(abandonAfter, Duration.ofDays(7));
    if (seriesBudget < 1) {
      throw new ConfigException("series-budget", seriesBudget, "must be 1 or more");
    }
    requirePositive("patience", patience);
    requirePositive("forget-after", forgetAfter);
    requirePositive("abandon-after", abandonAfter);
    if (forgetAfter.compareTo(patience) <= 0) {
      throw new ConfigException("forget-after", forgetAfter, "must be longer than patience");
    }
  }

  /** Everything at its default. */
  @SuppressWarnings("NullAway") // null is how configuration says "the default"
  public static MetricsConfig defaults() {
    return new MetricsConfig(null, null, null, null);
  }

  private static void requirePositive(String key, Duration value) {
    if (value.isNegative() || value.isZero()) {
      throw new ConfigException(key, value, "must be longer than 0ms");
    }
  }
}
