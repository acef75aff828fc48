package dev.tailrace.platform.redaction;

import static java.util.Objects.requireNonNullElse;

import dev.tailrace.platform.config.ConfigException;
import java.nio.file.Path;
import java.util.List;

/**
 * Which secrets are taken out of lines. Whatever is null gets its default.
 *
 * @param enabled default true
 * @param rules files with rules besides the built-in ones; default none
 * @param disable ids of rules that are not wanted; default none
 * @param literals values that are secret wherever they stand, such as {@code ${DEPLOY_PASSWORD}};
 *     each of 3 bytes or more; default none
 */
public record RedactionConfig(
    Boolean enabled, List<Path> rules, List<String> disable, List<String> literals) {

  public RedactionConfig {
    enabled = requireNonNullElse(enabled, true);
    rules = List.copyOf(requireNonNullElse(rules, List.of()));
    disable = List.copyOf(requireNonNullElse(disable, List.of()));
    literals = List.copyOf(requireNonNullElse(literals, List.of()));
    for (int i = 0; i < literals.size(); i++) {
      if (literals.get(i).strip().length() < Keyword.SHORTEST) {
        throw new ConfigException(
            "literals[" + i + "]",
            "(not shown)",
            "must have 3 characters or more: a shorter one stands in every line");
      }
    }
  }

  /** The built-in rules. */
  public static RedactionConfig defaults() {
    return new RedactionConfig(true, List.of(), List.of(), List.of());
  }

  /** Does not show the literals. */
  @Override
  public String toString() {
    return "RedactionConfig[enabled=%s, rules=%s, disable=%s, literals=%d]"
        .formatted(enabled, rules, disable, literals.size());
  }
}
