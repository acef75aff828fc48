package dev.tailrace.parser;

import static java.util.Objects.requireNonNullElse;
import static java.util.Objects.requireNonNullElseGet;

import dev.tailrace.platform.config.ConfigException;
import dev.tailrace.platform.redaction.RedactionConfig;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How lines are read.
 *
 * @param zone of times that name none: UTC, an offset, or a name such as Europe/Berlin
 * @param keepColours whether coloured text is kept beside the message
 * @param forgetAfter how long the state of a source is kept that writes nothing
 * @param patterns formats of one's own, tried first
 * @param redaction of records that no agent sent
 */
public record ParserConfig(
    String zone,
    Boolean keepColours,
    Duration forgetAfter,
    List<PatternConfig> patterns,
    RedactionConfig redaction) {
  private static final int MOST_PATTERNS = 64;

  public ParserConfig {
    zone = requireNonNullElse(zone, "UTC");
    keepColours = requireNonNullElse(keepColours, false);
    forgetAfter = requireNonNullElse(forgetAfter, Duration.ofDays(7));
    patterns = List.copyOf(requireNonNullElse(patterns, List.of()));
    redaction = requireNonNullElseGet(redaction, RedactionConfig::defaults);
    check(zone);
    if (forgetAfter.compareTo(Duration.ofHours(1)) < 0) {
      throw new ConfigException("forget-after", forgetAfter, "must be an hour or more");
    }
    if (patterns.size() > MOST_PATTERNS) {
      throw new ConfigException("patterns", patterns.size(), "at most " + MOST_PATTERNS);
    }
    Set<String> names = new HashSet<>();
    for (PatternConfig pattern : patterns) {
      if (!names.add(pattern.name())) {
        throw new ConfigException("patterns.name", pattern.name(), "is there twice");
      }
    }
  }

  static void check(@Nullable String zone) {
    try {
      if (zone != null) {
        ZoneId.of(zone);
      }
    } catch (DateTimeException e) {
      throw new ConfigException(
          "zone", zone, "must be UTC, an offset such as +02:00, or a name such as Europe/Berlin");
    }
  }

  /** Every setting at its default. */
  @SuppressWarnings("NullAway") // the constructor fills in what is missing
  public static ParserConfig defaults() {
    return new ParserConfig(null, null, null, null, null);
  }
}
