package dev.tailrace.sinks.metrics;

import dev.tailrace.schemas.CiResult;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A label of a metric and where its value comes from.
 *
 * @param name the label's name
 * @param attribute the attribute of the event; null if the value is always the same
 * @param reading makes the value of the attribute's text
 */
record Label(String name, @Nullable String attribute, UnaryOperator<String> reading) {
  /** The value where no event says one. */
  static final String UNKNOWN = "unknown";

  private static final int MAX_LENGTH = 256;

  /** A label with the attribute's text as its value. */
  static Label text(String name, String attribute) {
    return new Label(name, attribute, Label::shortened);
  }

  /** A label whose value is one of the ids of {@link CiResult}. */
  static Label result(String name, String attribute) {
    return new Label(
        name, attribute, word -> CiResult.parse(word).map(CiResult::id).orElse(UNKNOWN));
  }

  static Label fixed(String name, String value) {
    return new Label(name, null, ignored -> value);
  }

  /** The label's value, or null if the facts do not tell it yet. */
  @Nullable String value(Map<String, String> facts) {
    if (attribute == null) {
      return reading.apply("");
    }
    String fact = facts.get(attribute);
    return fact == null ? null : reading.apply(fact);
  }

  private static String shortened(String text) {
    return text.length() > MAX_LENGTH ? text.substring(0, MAX_LENGTH) : text;
  }
}
