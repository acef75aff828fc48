package dev.tailrace.schemas;

/**
 * What a fact may say.
 *
 * @param name the member of the JSON object
 * @param type what its value is
 */
public record FactMember(String name, Type type) {
  /** The steps of a job. */
  public static final String STEPS = "steps";

  /** What a member's value is. */
  public enum Type {
    /** A string. */
    TEXT,
    /** A whole number from 1. */
    NUMBER,
    /** An array of strings. */
    TEXTS,
    /** An array of objects whose members are {@link StepKeys}. */
    STEPS
  }

  static FactMember text(String name) {
    return new FactMember(name, Type.TEXT);
  }

  static FactMember number(String name) {
    return new FactMember(name, Type.NUMBER);
  }

  static FactMember texts(String name) {
    return new FactMember(name, Type.TEXTS);
  }

  static FactMember steps(String name) {
    return new FactMember(name, Type.STEPS);
  }
}
