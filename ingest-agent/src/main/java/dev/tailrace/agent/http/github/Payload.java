package dev.tailrace.agent.http.github;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** Reads a part of a webhook's payload. Whatever is missing or of another kind is null. */
record Payload(JsonNode node) {
  private static final Duration LONGEST = Duration.ofDays(365);

  Payload at(String name) {
    return new Payload(node.path(name));
  }

  boolean isObject() {
    return node.isObject();
  }

  /** Text that is not empty, or a number as text. */
  @Nullable String text(String name) {
    JsonNode value = node.path(name);
    boolean scalar = value.isTextual() || value.isIntegralNumber();
    return scalar && !value.asText().isEmpty() ? value.asText() : null;
  }

  /** Text, or else another text. */
  @Nullable String text(String name, @Nullable String otherwise) {
    String text = text(name);
    return text == null ? otherwise : text;
  }

  /** A whole number from 1. */
  @Nullable Long count(String name) {
    JsonNode value = node.path(name);
    return value.isIntegralNumber() && value.canConvertToLong() && value.asLong() > 0
        ? (Long) value.asLong()
        : null;
  }

  /** A time, in ISO 8601 or in seconds since 1970: GitHub has both. */
  @Nullable Instant time(String name) {
    JsonNode value = node.path(name);
    try {
      if (value.isIntegralNumber() && value.canConvertToLong()) {
        return Instant.ofEpochSecond(value.asLong());
      }
      return value.isTextual() ? OffsetDateTime.parse(value.asText()).toInstant() : null;
    } catch (DateTimeException e) {
      return null;
    }
  }

  /**
   * From one time to another in milliseconds; never negative, null if one is missing or they are
   * years apart.
   */
  @Nullable Long millis(String from, String to) {
    Instant start = time(from);
    Instant end = time(to);
    if (start == null || end == null) {
      return null;
    }
    Duration between = Duration.between(start, end);
    return between.compareTo(LONGEST) > 0 ? null : (Long) Math.max(0, between.toMillis());
  }
}
