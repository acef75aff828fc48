package dev.tailrace.platform.redaction;

/** Is told what was redacted, by rule; never what was found. Called on the reader's thread. */
public interface RedactionListener {
  /** Tells nobody. */
  RedactionListener NONE = rule -> {};

  /**
   * A secret was replaced.
   *
   * @param rule the id of the rule that found it: one of the configuration, {@code literal} or
   *     {@code private-key}
   */
  void redacted(String rule);

  /** A literal of a job is not looked for, as the job has registered too many. */
  default void literalRefused() {}
}
