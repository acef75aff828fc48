package dev.tailrace.testing.endtoend;

import dev.tailrace.schemas.LogEvent;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Log lines that each carry a number, so that every one can be found again. */
final class NumberedLines {
  private static final Pattern NUMBER = Pattern.compile("number-(\\d+)");
  private static final int FILES = 5;

  private NumberedLines() {}

  /** Appends lines from one number up to, not including, another to several files. */
  static void append(Path logs, int from, int to) throws IOException {
    for (int file = 0; file < FILES; file++) {
      try (BufferedWriter writer =
          Files.newBufferedWriter(
              logs.resolve("service-" + file + ".log"),
              StandardOpenOption.CREATE,
              StandardOpenOption.APPEND)) {
        for (int number = from; number < to; number++) {
          if (number % FILES == file) {
            writer.write(line(number));
            writer.write('\n');
          }
        }
      }
    }
  }

  /** Text, JSON in the log schema and logfmt in turn. */
  private static String line(int number) {
    return switch (number % 3) {
      case 0 -> "plain text number-" + number;
      case 1 ->
          "{\"level\":\"INFO\",\"service\":\"api\",\"message\":\"json number-"
              + number
              + "\",\"context\":{\"repository\":\"acme/web\",\"queue_wait_ms\":"
              + number
              + "}}";
      default -> "level=warn msg=\"logfmt number-" + number + "\" repository=acme/web";
    };
  }

  static int numberOf(LogEvent event) {
    Matcher matcher = NUMBER.matcher(event.message());
    if (!matcher.find()) {
      throw new AssertionError("not one of the lines that were written: " + event);
    }
    return Integer.parseInt(matcher.group(1));
  }
}
