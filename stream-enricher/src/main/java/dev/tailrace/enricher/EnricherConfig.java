package dev.tailrace.enricher;

import static java.util.Objects.requireNonNullElse;

import dev.tailrace.platform.config.ConfigException;
import java.util.List;

/**
 * How events are enriched.
 *
 * @param categories rules that are asked before the built-in ones, in this order
 */
public record EnricherConfig(List<CategoryRuleConfig> categories) {
  private static final int MOST_RULES = 100;

  public EnricherConfig {
    categories = List.copyOf(requireNonNullElse(categories, List.of()));
    if (categories.size() > MOST_RULES) {
      throw new ConfigException("categories", categories.size(), "at most " + MOST_RULES);
    }
  }

  /** The built-in rules only. */
  public static EnricherConfig defaults() {
    return new EnricherConfig(List.of());
  }
}
