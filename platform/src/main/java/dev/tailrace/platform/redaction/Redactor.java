package dev.tailrace.platform.redaction;

import dev.tailrace.platform.config.ConfigException;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compiled rules. Immutable but for the jobs it knows; for use by any number of threads. */
public final class Redactor {
  private final Map<Rule, Integer> order = new HashMap<>();
  private final Set<String> ids = new HashSet<>();
  private final List<Keyword> keywords;
  private final KeywordScanner scanner;
  private final RedactionListener listener;
  private final Map<String, WeakReference<JobLiterals>> jobs = new HashMap<>();
  private int sessionsSinceSweep;

  private Redactor(List<Rule> rules, List<String> literals, RedactionListener listener) {
    this.listener = listener;
    List<Keyword> all = new ArrayList<>(MaskCommand.keywords());
    all.add(PrivateKeyBlock.keyword());
    for (Rule rule : rules) {
      order.put(rule, order.size());
      ids.add(rule.id());
      all.addAll(rule.keywords());
    }
    literals.forEach(literal -> LiteralForms.of(literal.strip()).forEach(all::add));
    ids.addAll(List.of(Literal.RULE, PrivateKeyBlock.RULE));
    keywords = List.copyOf(all);
    scanner = new KeywordScanner(keywords);
  }

  /**
   * The built-in rules and those of the configuration's files.
   *
   * @throws ConfigException if a rule file cannot be used
   */
  public static Redactor of(RedactionConfig config, RedactionListener listener) {
    List<Rule> rules = new ArrayList<>(RuleFile.builtIn());
    for (Path file : config.rules()) {
      rules.addAll(RuleFile.read(file));
    }
    checkIds(rules, config.disable());
    rules.removeIf(rule -> config.disable().contains(rule.id()));
    return of(rules, config.literals(), listener);
  }

  static Redactor of(List<Rule> rules, List<String> literals, RedactionListener listener) {
    return new Redactor(rules, literals, listener);
  }

  private static void checkIds(List<Rule> rules, List<String> disable) {
    Set<String> known = new HashSet<>();
    for (Rule rule : rules) {
      boolean reserved = rule.id().equals(Literal.RULE) || rule.id().equals(PrivateKeyBlock.RULE);
      if (reserved || !known.add(rule.id())) {
        throw new ConfigException("rules", rule.id(), "a rule of this name exists; choose another");
      }
    }
    for (String id : disable) {
      if (!known.contains(id)) {
        throw new ConfigException(
            "disable",
            id,
            "there is no such rule, or it cannot be disabled: see docs/redaction.md");
      }
    }
  }

  /** For a source that belongs to no job. */
  public RedactionSession session() {
    return session(null);
  }

  /**
   * For a source. Sources of the same job share the values that any of them declares secret, for as
   * long as one of their sessions is in use.
   *
   * @param job names the job; null for a source of its own
   */
  public synchronized RedactionSession session(@Nullable String job) {
    JobLiterals literals = job == null ? null : known(job);
    if (literals == null) {
      literals = new JobLiterals(keywords, scanner);
      if (job != null) {
        jobs.put(job, new WeakReference<>(literals));
      }
    }
    return new RedactionSession(this, literals);
  }

  private @Nullable JobLiterals known(String job) {
    if (++sessionsSinceSweep > jobs.size()) {
      jobs.values().removeIf(literals -> literals.get() == null);
      sessionsSinceSweep = 0;
    }
    WeakReference<JobLiterals> reference = jobs.get(job);
    return reference == null ? null : reference.get();
  }

  Map<Rule, Integer> order() {
    return order;
  }

  Set<String> ids() {
    return ids;
  }

  RedactionListener listener() {
    return listener;
  }
}
