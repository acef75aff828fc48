package dev.tailrace.parser;

/** How a line of a source comes after those that came before. */
enum Arrival {
  /** It is new. */
  NEW,
  /** It is new, and bytes of the source are missing before it. */
  AFTER_GAP,
  /** It was there before. */
  AGAIN
}
