package dev.tailrace.router.ledger;

import static java.util.Objects.requireNonNullElse;

import dev.tailrace.platform.config.ConfigException;
import java.time.Duration;

/**
 * When the ledger of a job is closed.
 *
 * @param quiet how long nothing may have come after a job's end before its log is judged, if not
 *     every source has said that it is over; default 10 s
 * @param atMost the longest it is put off while more comes; default 5 min
 * @param forget how long after the last news a job is forgotten; default 1 day
 */
public record LedgerConfig(Duration quiet, Duration atMost, Duration forget) {
  public LedgerConfig {
    quiet = requireNonNullElse(quiet, Duration.ofSeconds(10));
    atMost = requireNonNullElse(atMost, Duration.ofMinutes(5));
    forget = requireNonNullElse(forget, Duration.ofDays(1));
    requirePositive("quiet", quiet);
    if (atMost.compareTo(quiet) < 0) {
      throw new ConfigException("at-most", atMost, "must be as long as quiet or longer");
    }
    if (forget.compareTo(atMost) <= 0) {
      throw new ConfigException("forget", forget, "must be longer than at-most");
    }
  }

  /** Every setting at its default. */
  @SuppressWarnings("NullAway") // the constructor fills in what is missing
  public static LedgerConfig defaults() {
    return new LedgerConfig(null, null, null);
  }

  private static void requirePositive(String key, Duration value) {
    if (value.isZero() || value.isNegative()) {
      throw new ConfigException(key, value, "must be longer than 0ms");
    }
  }
}
