package dev.tailrace.sinks.livetail;

import static java.util.Objects.requireNonNullElse;

import dev.tailrace.schemas.ContextKeys;
import dev.tailrace.schemas.Level;
import dev.tailrace.schemas.LogEvent;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.stream.Collectors;

/** Formats events for a terminal: {@code time level service repository message}. */
final class LineFormat {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneId.systemDefault());
  private static final String RESET = "\u001b[0m";
  private static final String DIM = "\u001b[2m";

  private final boolean colours;

  LineFormat(boolean colours) {
    this.colours = colours;
  }

  String format(LogEvent event) {
    String repository = requireNonNullElse(event.contextText(ContextKeys.REPOSITORY), "-");
    return String.join(
        " ",
        painted(DIM, TIME.format(event.timestamp())),
        painted(colour(event.level()), String.format("%-5s", event.level())),
        painted(DIM, Terminal.safe(event.service())),
        Terminal.safe(repository),
        message(event.message()));
  }

  /** Further lines of a message are indented, so that none can pass for an event of its own. */
  private static String message(String message) {
    return message.lines().map(Terminal::safe).collect(Collectors.joining("\n    "));
  }

  private String painted(String colour, String text) {
    return colours ? colour + text + RESET : text;
  }

  private static String colour(Level level) {
    return switch (level) {
      case TRACE, DEBUG -> DIM;
      case INFO -> "\u001b[32m";
      case WARN -> "\u001b[33m";
      case ERROR, FATAL -> "\u001b[31m";
    };
  }
}
