package dev.tailrace.app.facts;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tailrace.schemas.FactKind;
import dev.tailrace.schemas.FactMember;
import dev.tailrace.schemas.StepKeys;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Iterator;

/** Refuses what the enricher would ignore. */
final class FactCheck {
  static final String NUMBER = "a whole number from 1";

  private static final String TEXT = "a text";
  private static final String TEXTS = "a list of texts";
  private static final String STEPS = "a list of steps";
  private static final String TIME = "a time, as 2026-01-31T08:00:00Z";

  private FactCheck() {}

  /**
   * Checks a fact.
   *
   * @throws IllegalArgumentException if something is wrong with it; the message says what to write
   */
  static void check(FactKind kind, JsonNode fact) {
    if (fact.isEmpty()) {
      throw new IllegalArgumentException(
          "a fact without members says nothing; to take it back, use tailrace facts forget");
    }
    for (Iterator<String> names = fact.fieldNames(); names.hasNext(); ) {
      FactMember member = member(kind, names.next());
      JsonNode value = fact.path(member.name());
      switch (member.type()) {
        case TEXT -> require(value.isTextual(), member.name(), value, TEXT);
        case NUMBER -> number(member.name(), value);
        case TEXTS -> texts(member.name(), value);
        case STEPS -> steps(member.name(), value);
      }
    }
  }

  /**
   * The member of that name.
   *
   * @throws IllegalArgumentException if the kind has none; the message names those it has
   */
  static FactMember member(FactKind kind, String name) {
    return kind.member(name)
        .orElseThrow(() -> unknown("a " + kind, name, String.join(", ", kind.names())));
  }

  private static void number(String name, JsonNode value) {
    require(value.isInt() && value.intValue() > 0, name, value, NUMBER);
  }

  private static void texts(String name, JsonNode value) {
    require(value.isArray(), name, value, TEXTS);
    for (JsonNode item : value) {
      require(item.isTextual(), name, value, TEXTS);
    }
  }

  private static void steps(String name, JsonNode value) {
    require(value.isArray(), name, value, STEPS);
    for (JsonNode step : value) {
      require(step.isObject(), name, value, STEPS);
      step.fieldNames().forEachRemaining(FactCheck::knownOfStep);
      number(StepKeys.NUMBER, step.path(StepKeys.NUMBER));
      time(StepKeys.STARTED_AT, step.path(StepKeys.STARTED_AT));
      if (step.has(StepKeys.NAME)) {
        require(step.path(StepKeys.NAME).isTextual(), StepKeys.NAME, step, TEXT);
      }
      if (step.has(StepKeys.COMPLETED_AT)) {
        time(StepKeys.COMPLETED_AT, step.path(StepKeys.COMPLETED_AT));
      }
    }
  }

  private static void knownOfStep(String name) {
    if (!StepKeys.ALL.contains(name)) {
      throw unknown("a step", name, String.join(", ", StepKeys.ALL));
    }
  }

  private static void time(String name, JsonNode value) {
    try {
      require(value.isTextual(), name, value, TIME);
      Instant.parse(value.textValue());
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(wrong(name, value, TIME), e);
    }
  }

  private static void require(boolean holds, String name, JsonNode value, String form) {
    if (!holds) {
      throw new IllegalArgumentException(wrong(name, value, form));
    }
  }

  static String wrong(String name, Object value, String form) {
    String given = value instanceof JsonNode node && node.isMissingNode() ? "missing" : "" + value;
    return name + " cannot be " + given + "; write " + form;
  }

  private static IllegalArgumentException unknown(String what, String name, String names) {
    return new IllegalArgumentException(
        "a fact of " + what + " has no member '" + name + "'; its members are " + names);
  }
}
