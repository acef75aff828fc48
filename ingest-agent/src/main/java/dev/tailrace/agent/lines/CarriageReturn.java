package dev.tailrace.agent.lines;

/** What a carriage return within a line means. */
public enum CarriageReturn {
  /** The line begins anew, as a terminal shows it: its last state that is not empty is kept. */
  COLLAPSE,
  /** It is a byte like any other. */
  KEEP
}
