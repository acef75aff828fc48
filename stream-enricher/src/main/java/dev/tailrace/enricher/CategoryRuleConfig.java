package dev.tailrace.enricher;

import static java.util.Objects.requireNonNullElse;

import dev.tailrace.platform.config.ConfigException;
import dev.tailrace.schemas.Category;
import dev.tailrace.schemas.Level;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A rule of an operator's own. It is not asked about the output of jobs.
 *
 * @param when what an event has to be
 * @param category where it is then filed: a category's id
 */
public record CategoryRuleConfig(When when, String category) {
  /**
   * Conditions, all of which have to hold; at least one is needed.
   *
   * @param service the event's service
   * @param levelAtLeast the lowest level
   * @param event the event's name: its message, or its context's {@code event}
   * @param context keys and values of the context, compared as text
   */
  public record When(
      @Nullable String service,
      @Nullable Level levelAtLeast,
      @Nullable String event,
      Map<String, String> context) {

    public When {
      context = Map.copyOf(requireNonNullElse(context, Map.of()));
      if (service == null && levelAtLeast == null && event == null && context.isEmpty()) {
        throw new ConfigException(
            "when", "(empty)", "name a service, level-at-least, event or context");
      }
    }

    boolean matches(Traits traits) {
      return (service == null || service.equals(traits.service()))
          && (levelAtLeast == null || traits.isAtLeast(levelAtLeast))
          && (event == null || event.equals(traits.name()))
          && context.entrySet().stream().allMatch(e -> traits.has(e.getKey(), e.getValue()));
    }
  }

  public CategoryRuleConfig {
    if (when == null) {
      throw new ConfigException("when", null, "say which events the rule is about");
    }
    if (category == null || Category.byId(category).isEmpty()) {
      throw new ConfigException(
          "category",
          category,
          "must be one of "
              + Arrays.stream(Category.values())
                  .map(Category::id)
                  .collect(Collectors.joining(", ")));
    }
  }

  CategoryRule rule(int number) {
    return new CategoryRule(
        "configured-" + number, when::matches, Category.byId(category).orElseThrow());
  }
}
