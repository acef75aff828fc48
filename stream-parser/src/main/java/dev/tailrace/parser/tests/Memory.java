package dev.tailrace.parser.tests;

import org.jspecify.annotations.Nullable;

/** What is remembered of a source between its lines. */
public interface Memory {
  @Nullable String get(String key);

  /**
   * @param value null to forget
   */
  void set(String key, @Nullable String value);
}
