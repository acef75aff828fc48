package dev.tailrace.schemas;

import java.util.Locale;
import java.util.Optional;

/**
 * How severe a log event is. The constants are those of the log schema; {@link #severityNumber()}
 * is the first number of OpenTelemetry's range of the same name.
 */
public enum Level {
  TRACE(1),
  DEBUG(5),
  INFO(9),
  WARN(13),
  ERROR(17),
  FATAL(21);

  private final int severityNumber;

  Level(int severityNumber) {
    this.severityNumber = severityNumber;
  }

  /** OpenTelemetry's SeverityNumber, from 1 to 24. */
  public int severityNumber() {
    return severityNumber;
  }

  public boolean isAtLeast(Level other) {
    return compareTo(other) >= 0;
  }

  /** Reads the names that loggers of the usual languages and syslog give to levels. */
  public static Optional<Level> parse(String name) {
    return switch (name.toUpperCase(Locale.ROOT)) {
      case "TRACE", "FINEST", "FINER" -> Optional.of(TRACE);
      case "DEBUG", "FINE", "VERBOSE" -> Optional.of(DEBUG);
      case "INFO", "INFORMATION", "NOTICE", "CONFIG" -> Optional.of(INFO);
      case "WARN", "WARNING" -> Optional.of(WARN);
      case "ERROR", "ERR", "SEVERE" -> Optional.of(ERROR);
      case "FATAL", "CRITICAL", "CRIT", "ALERT", "EMERG", "EMERGENCY", "PANIC" ->
          Optional.of(FATAL);
      default -> Optional.empty();
    };
  }
}
