package dev.tailrace.router;

import static java.util.Objects.requireNonNullElse;

import dev.tailrace.platform.config.ConfigException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How the router routes.
 *
 * @param live what is copied to the live tail; {@link LivePolicy#ALL} where it is not given
 * @param maxLeases how many watchers count under {@link LivePolicy#WATCHED}
 * @param rules what becomes of certain events; the first that matches counts
 */
public record RouterConfig(LivePolicy live, Integer maxLeases, List<RouteRule> rules) {
  private static final int MOST_RULES = 256;

  public RouterConfig {
    live = requireNonNullElse(live, LivePolicy.ALL);
    maxLeases = requireNonNullElse(maxLeases, 10_000);
    rules = List.copyOf(requireNonNullElse(rules, List.of()));
    if (maxLeases < 1) {
      throw new ConfigException("max-leases", maxLeases, "must be 1 or more");
    }
    if (rules.size() > MOST_RULES) {
      throw new ConfigException("rules", rules.size(), "at most " + MOST_RULES);
    }
    Set<String> names = new HashSet<>();
    for (RouteRule rule : rules) {
      if (!names.add(rule.name())) {
        throw new ConfigException("rules.name", rule.name(), "is there twice");
      }
    }
  }

  /** Without rules. */
  @SuppressWarnings("NullAway") // the constructor fills in what is missing
  public RouterConfig(LivePolicy live) {
    this(live, null, null);
  }
}
