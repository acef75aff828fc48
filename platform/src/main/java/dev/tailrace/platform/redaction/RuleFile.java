package dev.tailrace.platform.redaction;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNullElse;

import dev.tailrace.platform.config.ConfigException;
import dev.tailrace.platform.config.ConfigReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A file of rules.
 *
 * @param allow regexes; a secret in which one is found is none, for every rule of the file
 * @param rules at least one
 */
record RuleFile(List<String> allow, List<RuleDefinition> rules) {
  private static final String BUILT_IN = "rules.yaml";

  RuleFile {
    allow = List.copyOf(requireNonNullElse(allow, List.of()));
    rules = List.copyOf(requireNonNullElse(rules, List.of()));
    if (rules.isEmpty()) {
      throw new ConfigException("rules", null, "name at least one rule");
    }
  }

  /** The rules that come with the program. */
  static List<Rule> builtIn() {
    try (InputStream in = RuleFile.class.getResourceAsStream(BUILT_IN)) {
      byte[] text = Objects.requireNonNull(in, BUILT_IN).readAllBytes();
      return parse(new String(text, UTF_8)).compile();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The rules of a file, whose examples have been tried.
   *
   * @throws ConfigException that names file, rule and remedy
   */
  static List<Rule> read(Path file) {
    try {
      RuleFile parsed = parse(Files.readString(file));
      parsed.rules.forEach(RuleDefinition::checkRegexes);
      List<Rule> rules = parsed.compile();
      rules.forEach(Rule::tryExamples);
      return rules;
    } catch (IOException e) {
      throw new ConfigException("rules", file, "cannot be read: " + e.getMessage());
    } catch (ConfigException e) {
      throw new ConfigException("rules", file, String.valueOf(e.getMessage()));
    }
  }

  private static RuleFile parse(String yaml) {
    return ConfigReader.withoutEnvironment().parse(yaml, RuleFile.class);
  }

  private List<Rule> compile() {
    return rules.stream().map(this::compile).toList();
  }

  private Rule compile(RuleDefinition rule) {
    List<String> all = new ArrayList<>(allow);
    all.addAll(rule.allow());
    return new Rule(rule, all);
  }
}
