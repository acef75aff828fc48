package dev.tailrace.parser;

import org.jspecify.annotations.Nullable;

/** A form in which programs write lines. What it needs to know of a source is in its memory. */
interface LineFormat {
  /**
   * Reads a line.
   *
   * @param text the line without its end; may hold any character
   * @return what the line says; null if it is not in this format
   */
  @Nullable Line read(String text, LineSetting setting);
}
