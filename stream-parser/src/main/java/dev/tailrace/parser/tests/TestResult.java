package dev.tailrace.parser.tests;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a test runner says of one test.
 *
 * @param suite the file, class or package it is in; at most 256 characters
 * @param name its name; at most 256 characters
 * @param outcome what became of it
 * @param durationMillis how long it took, in ms; -1 if the runner does not say
 */
public record TestResult(String suite, String name, Outcome outcome, long durationMillis) {
  private static final int LONGEST = 256;

  /** What becomes of a test. */
  public enum Outcome {
    PASSED,
    FAILED,
    SKIPPED;

    /** The name in events: lower case. */
    String id() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  public TestResult {
    suite = cut(suite);
    name = cut(name);
  }

  private static String cut(String text) {
    return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
  }

  /** As it stands in an event's context. */
  public Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("suite", suite);
    map.put("name", name);
    map.put("outcome", outcome.id());
    if (durationMillis >= 0) {
      map.put(
          "duration_ms",
          durationMillis == (int) durationMillis
              ? (Object) (int) durationMillis
              : (Object) durationMillis);
    }
    return map;
  }
}
