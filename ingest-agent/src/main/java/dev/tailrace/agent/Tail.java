package dev.tailrace.agent;

import dev.tailrace.agent.lines.LineShape;
import dev.tailrace.agent.lines.Lines;
import java.io.IOException;

/** Reads one source on and on. Only the agent's one thread calls it. */
interface Tail {
  SourceState state();

  /** How its bytes become lines. */
  LineShape shape();

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

  /** Whether something is held back that will be sent if nothing more comes. */
  boolean awaitsCut();

  /** Where the unfinished line is to be cut now, or {@link SavedSource#NO_CUT}. */
  long cutDue(long now);

  /**
   * Where groups of lines are to be ended now because nothing more comes, or {@link
   * SavedSource#NO_CUT}.
   */
  default long flushDue(long now) {
    return SavedSource.NO_CUT;
  }

  /** Whether everything was read and there will never be more. */
  boolean ended(long now);

  /** Whether it needs no attention until somebody sees its file change. */
  boolean quiet(long now);

  void close();
}
