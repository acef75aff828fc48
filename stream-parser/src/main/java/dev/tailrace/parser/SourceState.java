package dev.tailrace.parser;

import java.util.Map;

/**
 * What the parser keeps of a source: how far it has come, what was missing on the way, and what its
 * lines are to be read with. An agent sends a source's lines in order and repeats from its
 * checkpoint, so the offset of the last line tells whether a line was here before.
 *
 * <p>Mutable, for one thread. Offsets are bytes of the source; -1 stands for none.
 */
final class SourceState {
  static final long NONE = -1;

  /** What becomes of a line. */
  enum Verdict {
    /** It follows the one before. */
    NEXT,
    /** Bytes are missing before it. */
    AFTER_GAP,
    /** It was here before. */
    DUPLICATE
  }

  long first = NONE;
  long last = NONE;

  /** The byte after the last line; {@link #NONE} if its agent did not say. */
  long end = NONE;

  long lines;
  long bytes;
  long gaps;
  long gapBytes;
  long duplicates;

  /** When its last line was observed, in ms since 1970. */
  long observed;

  /** Whether a line said that the job's log ends. */
  boolean ended;

  /** Whether the ledger has been told. */
  boolean reported = true;

  final FailureFinding failure;
  final SourceMemory memory;

  SourceState() {
    this(new FailureFinding(), SourceMemory.empty());
  }

  SourceState(FailureFinding failure, SourceMemory memory) {
    this.failure = failure;
    this.memory = memory;
  }

  static SourceState remembering(FailureFinding failure, Map<String, String> memory) {
    return new SourceState(failure, SourceMemory.of(memory));
  }

  /**
   * Takes a line.
   *
   * @param offset the byte at which it begins, 0 or more
   * @param next the byte after it, or {@link #NONE}
   * @param at when it was observed, in ms since 1970
   */
  Verdict accept(long offset, long next, long at) {
    if (last != NONE && offset <= last) {
      duplicates++;
      return Verdict.DUPLICATE;
    }
    boolean gap = end != NONE && offset > end;
    if (gap) {
      gaps++;
      gapBytes += offset - end;
    }
    if (first == NONE) {
      first = offset;
    }
    last = offset;
    end = next;
    lines++;
    bytes += next == NONE ? 0 : next - offset;
    observed = at;
    reported = false;
    return gap ? Verdict.AFTER_GAP : Verdict.NEXT;
  }
}
