package dev.tailrace.agent.lines;

import static java.util.Objects.requireNonNullElse;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.tailrace.platform.config.ConfigException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which lines belong together and become one event. Either a pattern or languages.
 *
 * @param pattern a regular expression of RE2 that is looked for in each line
 * @param kind what a line that has the pattern is
 * @param stacktraces the languages whose stack traces are recognised
 * @param timeout how long the source is quiet until the lines are sent without the next, 10 ms or
 *     more; default 1 s
 */
public record MultilineConfig(
    @Nullable String pattern, @Nullable Kind kind, List<Language> stacktraces, Duration timeout) {

  /** What a line that has the pattern is. */
  public enum Kind {
    /** The first of an event. */
    START,
    /** Not the first of an event. */
    CONTINUE,
    /** The last of an event. */
    END
  }

  /** Whose stack traces can be recognised. */
  public enum Language {
    JAVA,
    PYTHON,
    GO
  }

  private static final Duration SHORTEST = Duration.ofMillis(10);

  public MultilineConfig {
    stacktraces = List.copyOf(requireNonNullElse(stacktraces, List.of()));
    timeout = requireNonNullElse(timeout, Duration.ofSeconds(1));
    if ((pattern == null) == stacktraces.isEmpty()) {
      throw new ConfigException("pattern", pattern, "name either a pattern or stacktraces");
    }
    if ((pattern == null) != (kind == null)) {
      throw new ConfigException("kind", kind, "goes with pattern: start, continue or end");
    }
    if (timeout.compareTo(SHORTEST) < 0) {
      throw new ConfigException("timeout", timeout, "must be 10ms or more");
    }
    if (pattern != null) {
      compiled(pattern);
    }
  }

  static Pattern compiled(String pattern) {
    try {
      return Pattern.compile(pattern);
    } catch (PatternSyntaxException e) {
      throw new ConfigException(
          "pattern", pattern, "is no regular expression of RE2: " + e.getDescription());
    }
  }

  /** Tells what belongs together in one sequence of lines. */
  Grouping grouping() {
    return pattern == null || kind == null
        ? new StackTraces(stacktraces)
        : new PatternGrouping(compiled(pattern), kind);
  }
}
