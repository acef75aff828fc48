package dev.tailrace.parser;

import org.jspecify.annotations.Nullable;

/**
 * The line of a source that looks most like the reason why its job failed. Of lines that look alike
 * the last counts: what a job got over stands further up. Mutable, for one thread.
 */
final class FailureFinding {
  private static final int LONGEST = 256;

  int rank;
  long offset = SourceState.NONE;
  @Nullable String fingerprint;

  /** The start of its message; empty if there is no such line. */
  String message = "";

  /** Considers a line of the source; lines come in order. */
  void consider(int lineRank, long lineOffset, @Nullable String lineFingerprint, String text) {
    if (lineRank > 0 && lineRank >= rank) {
      rank = lineRank;
      offset = lineOffset;
      fingerprint = lineFingerprint;
      message = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    }
  }
}
