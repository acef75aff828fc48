package dev.tailrace.agent.lines;

/** Cuts the bytes of a source into lines, by their line ends alone. */
interface Splitter {

  /** Where the line begins whose end has not come yet. */
  long lineStart();

  /** The offset of the next byte. */
  long position();

  /** Whether a line has begun and not ended. */
  default boolean unfinished() {
    return position() > lineStart();
  }

  /** Takes the next bytes and gives the lines that end in them. */
  void feed(byte[] buffer, int to, Lines out);

  /** Ends the unfinished line here and now, if there is one. */
  void finish(Lines out);
}
