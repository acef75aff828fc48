package dev.tailrace.agent.lines;

/**
 * Tells which lines belong together. What it says follows from the lines of the group alone, so
 * that it says the same when they are read again from the group's beginning.
 */
interface Grouping {

  /** Takes the first line of a group. Returns whether others may follow. */
  boolean begins(byte[] buffer, int from, int to);

  /** Takes the next line, if it belongs to the group. Returns whether it does. */
  boolean continues(byte[] buffer, int from, int to);

  /** Whether the line taken last ends the group. */
  boolean complete();
}
