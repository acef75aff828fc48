package dev.tailrace.platform.redaction;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.tailrace.platform.config.ConfigException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A compiled rule. Immutable. */
final class Rule implements Keyword.Owner {
  private final RuleDefinition definition;
  private final List<String> allow;
  private volatile @Nullable Compiled compiled;

  private record Compiled(Pattern pattern, List<Pattern> allow, List<Pattern> ignore) {}

  Rule(RuleDefinition definition, List<String> allow) {
    this.definition = definition;
    this.allow = List.copyOf(allow);
  }

  String id() {
    return definition.id();
  }

  boolean boundary() {
    return definition.boundary();
  }

  List<Keyword> keywords() {
    List<Keyword> keywords = new ArrayList<>();
    for (String text : definition.keywords()) {
      keywords.add(
          definition.caseSensitive()
              ? new Keyword(Bytes.ascii(text), false, definition.needs(), this)
              : Keyword.folded(text, definition.needs(), this));
    }
    return keywords;
  }

  Matcher matcher(CharSequence text) {
    return compiled().pattern.matcher(text);
  }

  /** Most rules are never needed, and to compile all takes half a second of a start. */
  private Compiled compiled() {
    Compiled known = compiled;
    if (known == null) {
      known =
          new Compiled(
              Pattern.compile(definition.regex()), compile(allow), compile(definition.ignore()));
      compiled = known;
    }
    return known;
  }

  private static List<Pattern> compile(List<String> regexes) {
    return regexes.stream().map(Pattern::compile).toList();
  }

  /** Whether the regex matched something of which it is known that it is no secret. */
  boolean ignores(Matcher matcher) {
    List<Pattern> ignore = compiled().ignore;
    return !ignore.isEmpty()
        && ignore.stream().anyMatch(pattern -> pattern.matcher(matcher.group()).find());
  }

  /** The first group that took part in the match, or 0. */
  static int secretGroup(Matcher matcher) {
    for (int group = 1; group <= matcher.groupCount(); group++) {
      if (matcher.start(group) >= 0) {
        return group;
      }
    }
    return 0;
  }

  /** Whether what the regex found is a secret, and not a placeholder or a word. */
  boolean accepts(byte[] text, int from, int to) {
    if (to <= from || Entropy.bits(text, from, to) < definition.minEntropy()) {
      return false;
    }
    String secret = Bytes.text(text, from, to);
    return compiled().allow.stream().noneMatch(pattern -> pattern.matcher(secret).find());
  }

  /**
   * Tries the examples.
   *
   * @throws ConfigException if one does not do what it must
   */
  void tryExamples() {
    Redactor alone = Redactor.of(List.of(this), List.of(), RedactionListener.NONE);
    for (String example : definition.examples()) {
      if (!finds(alone, example)) {
        throw new ConfigException(
            "examples of rule '" + id() + "'",
            example,
            "the rule finds nothing in it; mend either");
      }
    }
    for (String counterexample : definition.counterexamples()) {
      if (finds(alone, counterexample)) {
        throw new ConfigException(
            "counterexamples of rule '" + id() + "'",
            counterexample,
            "the rule finds something in it; mend either");
      }
    }
  }

  List<String> examples() {
    return definition.examples();
  }

  private static boolean finds(Redactor redactor, String text) {
    byte[] line = text.getBytes(StandardCharsets.UTF_8);
    return redactor.session().redact(line) != line;
  }
}
