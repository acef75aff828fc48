package dev.tailrace.sinks.s3;

import dev.tailrace.sinks.core.SinkUnavailableException;

/** Lets a call to the outside go wrong, a given number of calls from now, once. */
final class Faults {

  enum Fault {
    /** Killed before the call had its effect. */
    CRASH_BEFORE,
    /** Killed after the call had its effect, before the answer. */
    CRASH_AFTER,
    /** Refused. */
    REFUSED,
    /** It had its effect, but the answer was lost. */
    ANSWER_LOST
  }

  private Fault fault = Fault.REFUSED;
  private int callsUntil = -1;

  void plan(Fault next, int calls) {
    fault = next;
    callsUntil = calls;
  }

  void clear() {
    callsUntil = -1;
  }

  /** A call on a store. */
  void call(Runnable effect) throws SinkUnavailableException {
    boolean now = callsUntil-- == 0;
    if (now && fault == Fault.REFUSED) {
      throw new SinkUnavailableException("refused");
    }
    run(effect, now);
    if (now && fault == Fault.ANSWER_LOST) {
      throw new SinkUnavailableException("answer lost");
    }
  }

  /** A call that can only be cut short by a crash. */
  void crashable(Runnable effect) {
    run(effect, callsUntil-- == 0);
  }

  private void run(Runnable effect, boolean now) {
    if (now && fault == Fault.CRASH_BEFORE) {
      throw new Crash();
    }
    effect.run();
    if (now && fault == Fault.CRASH_AFTER) {
      throw new Crash();
    }
  }
}
