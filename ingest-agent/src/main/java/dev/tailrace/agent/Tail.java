package dev.tailrace.agent;

import dev.tailrace.agent.lines.Lines;
import java.io.IOException;

/** Reads one source on and on. Only the agent's one thread calls it. */
interface Tail {
  SourceState state();

  /**
   * Reads as much as fits into the buffer and gives the lines that end in it. Ends a line at the
   * state's cut.
   *
   * @return how many bytes were read; 0 if there is nothing now
   */
  int read(byte[] buffer, Lines lines) throws IOException;

  /** Whether there is something to read, as far as is known. */
  boolean readable();

  /** Bytes behind the last acknowledged line, as far as is known. */
  long unread();

  /** Whether an unfinished line is there that will be cut and sent if nothing more comes. */
  boolean awaitsCut();

  /** Where the unfinished line is to be cut now, or {@link SavedSource#NO_CUT}. */
  long cutDue(long now);

  /** Whether everything was read and there will never be more. */
  boolean ended(long now);

  /** Whether it needs no attention until somebody sees its file change. */
  boolean quiet(long now);

  void close();
}
