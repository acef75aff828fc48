package dev.tailrace.parser;

import org.jspecify.annotations.Nullable;

/** A form in which programs write lines. */
interface LineFormat {
  /** Its name in configuration and in {@link SourceMemory}: lower case words joined by hyphens. */
  String id();

  /**
   * Reads a line.
   *
   * @param text the line without its end; may hold any character
   * @param memory of the line's source; may be changed if the line is in this format
   * @return what the line says; null if it is not in this format
   */
  @Nullable Line read(String text, SourceMemory memory);
}
