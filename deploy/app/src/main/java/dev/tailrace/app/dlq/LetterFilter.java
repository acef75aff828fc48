package dev.tailrace.app.dlq;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which letters a command is about. */
final class LetterFilter {
  @Option(names = "--stage", paramLabel = "NAME", description = "Only letters of this stage.")
  private @Nullable String stage;

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      description = "Only letters whose reason contains this text, in either case.")
  private @Nullable String reason;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description = "Only letters since then: 90s, 30m, 2h, 7d, or 2026-01-31T08:00:00Z.")
  private @Nullable String since;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "100",
      description = "At most so many letters, the oldest first. Default: ${DEFAULT-VALUE}.")
  private int limit = 100;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  int limit() {
    if (limit < 1) {
      throw new ParameterException(spec.commandLine(), "--limit must be 1 or more");
    }
    return limit;
  }

  /** The earliest time of a letter. */
  Instant since(Instant now) {
    if (since == null) {
      return Instant.MIN;
    }
    try {
      return since.indexOf('T') > 0 ? Instant.parse(since) : now.minus(duration(since));
    } catch (DateTimeException | ArithmeticException e) {
      throw new ParameterException(
          spec.commandLine(), "--since cannot be '" + since + "'; write 30m, 2h, 7d or a time", e);
    }
  }

  private static Duration duration(String text) {
    String upper = text.toUpperCase(Locale.ROOT);
    return Duration.parse(upper.endsWith("D") ? "P" + upper : "PT" + upper);
  }

  boolean matches(StoredLetter stored, Instant earliest) {
    return (stage == null || stage.equals(stored.letter().stage()))
        && (reason == null || contains(stored.letter().reason(), reason))
        && !stored.letter().failedAt().isBefore(earliest);
  }

  private static boolean contains(String text, String part) {
    return text.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
  }
}
