package dev.tailrace.parser;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The ids of W3C Trace Context: 32 or 16 hexadecimal digits that are not all zero. Written in lower
 * case as the recommendation asks.
 */
final class TraceIds {
  private static final int TRACE_DIGITS = 32;
  private static final int SPAN_DIGITS = 16;

  private TraceIds() {}

  static @Nullable String traceId(@Nullable Object value) {
    return valid(value, TRACE_DIGITS);
  }

  static @Nullable String spanId(@Nullable Object value) {
    return valid(value, SPAN_DIGITS);
  }

  private static @Nullable String valid(@Nullable Object value, int digits) {
    if (!(value instanceof String text) || text.length() != digits) {
      return null;
    }
    boolean zero = true;
    boolean upper = false;
    for (int i = 0; i < digits; i++) {
      char c = text.charAt(i);
      boolean capital = c >= 'A' && c <= 'F';
      if (!capital && (c < '0' || c > '9') && (c < 'a' || c > 'f')) {
        return null;
      }
      zero &= c == '0';
      upper |= capital;
    }
    if (zero) {
      return null;
    }
    return upper ? text.toLowerCase(Locale.ROOT) : text;
  }
}
