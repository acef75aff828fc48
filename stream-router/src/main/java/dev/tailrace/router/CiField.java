package dev.tailrace.router;

import dev.tailrace.schemas.CiResult;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How one key of a line's context becomes an attribute of a CI event.
 *
 * @param key in the context
 * @param attribute of the event
 * @param reader makes the attribute's value; null if the context's value cannot be used
 */
record CiField(String key, String attribute, Function<Object, @Nullable Object> reader) {
  private static final int MAX_DIGITS = 18;
  private static final double MILLIS_PER_SECOND = 1000;

  /** Text as it is; a number as text. */
  static CiField text(String key, String attribute) {
    return new CiField(key, attribute, CiField::textOf);
  }

  /** A whole number, or its digits as text. */
  static CiField number(String key, String attribute) {
    return new CiField(key, attribute, CiField::numberOf);
  }

  /** Milliseconds as seconds. */
  static CiField seconds(String key, String attribute) {
    return new CiField(key, attribute, CiField::secondsOf);
  }

  /** A conclusion, in OpenTelemetry's words. */
  static CiField result(String key, String attribute) {
    return new CiField(key, attribute, CiField::resultOf);
  }

  /** Text, or a list of texts joined by commas. */
  static CiField list(String key, String attribute) {
    return new CiField(key, attribute, CiField::listOf);
  }

  void copy(Map<String, Object> context, Map<String, Object> attributes) {
    Object value = context.get(key);
    Object read = value == null ? null : reader.apply(value);
    if (read != null) {
      attributes.putIfAbsent(attribute, read);
    }
  }

  private static @Nullable Object textOf(Object value) {
    boolean scalar = value instanceof String || value instanceof Number || value instanceof Boolean;
    return scalar && !value.toString().isEmpty() ? value.toString() : null;
  }

  private static @Nullable Object numberOf(Object value) {
    if (value instanceof Integer || value instanceof Long) {
      return ((Number) value).longValue();
    }
    return value instanceof String text && isDigits(text) ? Long.valueOf(text) : null;
  }

  private static @Nullable Object secondsOf(Object value) {
    Object whole = numberOf(value);
    if (whole instanceof Long millis) {
      return millis < 0 ? null : millis / MILLIS_PER_SECOND;
    }
    if (value instanceof BigDecimal decimal && decimal.signum() >= 0) {
      double seconds = decimal.doubleValue() / MILLIS_PER_SECOND;
      return Double.isFinite(seconds) ? seconds : null;
    }
    return null;
  }

  private static @Nullable Object resultOf(Object value) {
    return value instanceof String word
        ? CiResult.parse(word).map(CiResult::id).orElse(null)
        : null;
  }

  private static @Nullable Object listOf(Object value) {
    return value instanceof List<?> list
        ? list.stream().map(String::valueOf).collect(Collectors.joining(","))
        : textOf(value);
  }

  private static boolean isDigits(String text) {
    return !text.isEmpty()
        && text.length() <= MAX_DIGITS
        && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
