package dev.tailrace.platform.redaction;

import static java.util.Objects.requireNonNullElse;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.tailrace.platform.config.ConfigException;
import java.util.List;

/**
 * A rule as it stands in a file.
 *
 * @param id lower-case letters, digits and hyphens, 40 at most
 * @param description what it finds
 * @param keywords what the regex begins with: one of these, each of three ASCII characters or more
 * @param caseSensitive whether the case of the keywords' letters counts; default false
 * @param boundary whether no letter or digit may stand before the keyword; default true
 * @param needs what must follow the keyword; default {@link Sequel#ANY}
 * @param regex in RE2 syntax; tried where a keyword stands, from the keyword on. The first group
 *     that took part is the secret; without groups, all of it
 * @param minEntropy least Shannon entropy of the secret, in bits a byte, 0 to 8; default 0
 * @param allow regexes; a secret in which one is found is none
 * @param ignore regexes; where one is found in all that the regex matched, the name included, there
 *     is no secret
 * @param examples lines in which the rule must find something
 * @param counterexamples lines in which it must find nothing
 */
record RuleDefinition(
    String id,
    String description,
    List<String> keywords,
    Boolean caseSensitive,
    Boolean boundary,
    Sequel needs,
    String regex,
    Double minEntropy,
    List<String> allow,
    List<String> ignore,
    List<String> examples,
    List<String> counterexamples) {

  private static final java.util.regex.Pattern ID =
      java.util.regex.Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");

  RuleDefinition {
    id = requireNonNullElse(id, "");
    if (!ID.matcher(id).matches()) {
      throw new ConfigException("id", id, "must be 1 to 40 lower-case letters, digits and hyphens");
    }
    String of = " of rule '" + id + "'";
    description = requireNonNullElse(description, "");
    keywords = List.copyOf(requireNonNullElse(keywords, List.of()));
    caseSensitive = requireNonNullElse(caseSensitive, false);
    boundary = requireNonNullElse(boundary, true);
    needs = requireNonNullElse(needs, Sequel.ANY);
    minEntropy = requireNonNullElse(minEntropy, 0.0);
    allow = List.copyOf(requireNonNullElse(allow, List.of()));
    ignore = List.copyOf(requireNonNullElse(ignore, List.of()));
    examples = List.copyOf(requireNonNullElse(examples, List.of()));
    counterexamples = List.copyOf(requireNonNullElse(counterexamples, List.of()));
    checkKeywords(of, keywords);
    if (!(minEntropy >= 0 && minEntropy <= 8)) {
      throw new ConfigException("min-entropy" + of, minEntropy, "must be from 0 to 8 bits a byte");
    }
    if (regex == null || regex.isEmpty()) {
      throw new ConfigException("regex" + of, regex, "give a regular expression");
    }
  }

  /**
   * Compiles the regexes once, to see whether they can be.
   *
   * @throws ConfigException if one cannot
   */
  void checkRegexes() {
    String of = " of rule '" + id + "'";
    checkRegex("regex" + of, regex);
    allow.forEach(pattern -> checkRegex("allow" + of, pattern));
    ignore.forEach(pattern -> checkRegex("ignore" + of, pattern));
  }

  private static void checkKeywords(String of, List<String> keywords) {
    if (keywords.isEmpty()) {
      throw new ConfigException(
          "keywords" + of,
          null,
          "name what the secret begins with: only lines with a keyword are looked at closely");
    }
    for (String keyword : keywords) {
      if (keyword.length() < Keyword.SHORTEST
          || keyword.length() > 64
          || !keyword.chars().allMatch(c -> c >= ' ' && c <= '~')) {
        throw new ConfigException(
            "keywords" + of,
            keyword,
            "must be 3 to 64 printable ASCII characters: a shorter one is in every line");
      }
    }
  }

  private static void checkRegex(String key, String regex) {
    try {
      Pattern.compile(regex);
    } catch (PatternSyntaxException e) {
      throw new ConfigException(
          key, regex, "must be in RE2 syntax, which has no back-references: " + e.getDescription());
    }
  }
}
