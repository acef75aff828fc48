package dev.tailrace.parser;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.tailrace.platform.config.ConfigException;
import org.jspecify.annotations.Nullable;

/**
 * A format of one's own: a regular expression with named groups. The groups {@code timestamp},
 * {@code level}, {@code service}, {@code trace_id}, {@code span_id} and {@code message} mean what
 * they say; any other becomes a key of the context.
 *
 * @param name for error messages
 * @param match in RE2's syntax, whose cost is linear in the line; the whole line has to match
 * @param service only lines of this service; any if it is null
 * @param zone of times that name none; the parser's if it is null
 */
public record PatternConfig(
    String name, String match, @Nullable String service, @Nullable String zone) {
  private static final int LONGEST = 4096;

  public PatternConfig {
    if (name == null || name.isBlank()) {
      throw new ConfigException("patterns.name", name, "give the pattern a name");
    }
    if (match == null || match.isEmpty() || match.length() > LONGEST) {
      throw new ConfigException(
          "patterns.match", match, "must be a regular expression of at most 4096 characters");
    }
    try {
      if (Pattern.compile(match).namedGroups().isEmpty()) {
        throw new ConfigException(
            "patterns.match", match, "names no group; write (?P<message>.*) for the message");
      }
    } catch (PatternSyntaxException e) {
      throw new ConfigException(
          "patterns.match", match, "is not in RE2's syntax: " + e.getDescription());
    }
    ParserConfig.check(zone);
  }
}
