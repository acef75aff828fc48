package dev.tailrace.enricher;

import dev.tailrace.schemas.Authority;
import dev.tailrace.schemas.Category;
import dev.tailrace.schemas.Level;
import dev.tailrace.schemas.LogEvent;
import java.util.ArrayList;
import java.util.List;

/**
 * The table that decides an event's category: the first row that matches. It follows the platform's
 * table of log categories.
 */
final class CategoryRules {
  static final List<CategoryRule> TABLE =
      List.of(
          // What a job prints is its output, whatever level or name it gives itself.
          new CategoryRule("job-output", Traits::isJobOutput, Category.JOB_EXECUTION),
          new CategoryRule(
              "detailed-flow", event -> !event.isAtLeast(Level.INFO), Category.DEBUG_TRACES),
          new CategoryRule(
              "security-warning",
              event -> event.isAtLeast(Level.WARN) && event.isSecurity(),
              Category.SECURITY_EVENTS),
          // A job that failed is reported as an error, but the system works.
          new CategoryRule(
              "failed-execution",
              event -> event.isAtLeast(Level.ERROR) && event.isExecution(),
              Category.JOB_EXECUTION),
          new CategoryRule(
              "system-error", event -> event.isAtLeast(Level.ERROR), Category.SYSTEM_ERRORS),
          new CategoryRule(
              "execution",
              event -> event.isExecution() && !event.isQueueing(),
              Category.JOB_EXECUTION),
          new CategoryRule("runner", Traits::isRunner, Category.RUNNER_LIFECYCLE),
          new CategoryRule("scheduler", Traits::isScheduler, Category.SCHEDULER_EVENTS),
          new CategoryRule("anything-else", event -> true, Category.JOB_EXECUTION));

  private static final CategoryRule JOB_OUTPUT = TABLE.get(0);

  private final CategoryRule[] rules;

  private CategoryRules(List<CategoryRule> rules) {
    this.rules = rules.toArray(CategoryRule[]::new);
  }

  /**
   * The table with rules of an operator's own before it. What a job prints is its output all the
   * same.
   */
  static CategoryRules of(List<CategoryRuleConfig> configured) {
    List<CategoryRule> rules = new ArrayList<>();
    for (CategoryRuleConfig rule : configured) {
      rules.add(rule.rule(rules.size() + 1));
    }
    rules.addAll(TABLE.subList(1, TABLE.size()));
    return new CategoryRules(rules);
  }

  Category categoryOf(LogEvent event) {
    return ruleFor(event).category();
  }

  CategoryRule ruleFor(LogEvent event) {
    if (event.source().authority() == Authority.JOB) {
      return JOB_OUTPUT;
    }
    Traits traits = new Traits(event);
    for (CategoryRule rule : rules) {
      if (rule.matches().test(traits)) {
        return rule;
      }
    }
    throw new IllegalStateException("the last rule matches everything");
  }
}
