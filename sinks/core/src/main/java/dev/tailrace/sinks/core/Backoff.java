package dev.tailrace.sinks.core;

import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * Waits that double from 100 ms to 15 s, each shortened by up to half at random, so that many sinks
 * do not come back to a recovering store at the same moment.
 */
final class Backoff {
  private static final long FIRST_NANOS = 100_000_000L;
  private static final long LONGEST_NANOS = 15_000_000_000L;

  private final LongSupplier nanoClock;
  private final RandomGenerator random;
  private long nextWait = FIRST_NANOS;
  private long until;
  private boolean waiting;
  private long doneBefore;

  Backoff(LongSupplier nanoClock, RandomGenerator random) {
    this.nanoClock = nanoClock;
    this.random = random;
  }

  /**
   * Something failed: wait, longer than last time unless something was done since.
   *
   * @param done how much was done in all, of any unit
   */
  void failed(long done) {
    if (done != doneBefore) {
      nextWait = FIRST_NANOS;
      doneBefore = done;
    }
    long wait = nextWait / 2 + random.nextLong(nextWait / 2 + 1);
    nextWait = Math.min(LONGEST_NANOS, nextWait * 2);
    until = nanoClock.getAsLong() + wait;
    waiting = true;
  }

  /** It works again: the next wait is short. */
  void succeeded() {
    nextWait = FIRST_NANOS;
    waiting = false;
  }

  /** Whether it is too early to try again. */
  boolean waiting() {
    return waiting && remainingNanos() > 0;
  }

  /** How long to wait still; 0 or less if it is time. */
  long remainingNanos() {
    return until - nanoClock.getAsLong();
  }
}
