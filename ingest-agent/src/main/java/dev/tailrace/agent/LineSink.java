package dev.tailrace.agent;

import dev.tailrace.agent.lines.Line;
import org.jspecify.annotations.Nullable;

/**
 * Where lines go. One thread calls everything but {@link #problem} and {@link #wakeup}. The lines
 * of a source become durable in the order they were sent, without a gap.
 */
interface LineSink {

  /** Takes what has become durable. */
  interface Acknowledgements {
    /**
     * @param source in the order its lines were sent
     * @param next {@link Line#next()} of the last of these lines
     * @param lines how many they are
     */
    void acknowledged(SourceState source, long next, int lines);
  }

  /** Whether it takes more now; if not, reading stops. */
  boolean ready();

  /**
   * Takes a line, even when it is not ready: what was read already must go somewhere.
   *
   * @param observed when it was read, in milliseconds since 1970
   */
  void send(SourceState source, Line line, long observed);

  /**
   * Hands over what has become durable.
   *
   * @param wait for something to happen, in milliseconds
   */
  void poll(Acknowledgements acknowledged, long wait);

  /** Ends a wait in {@link #poll}; for any thread. */
  void wakeup();

  /** Lines that were sent and not handed over. */
  int inFlight();

  /** What keeps lines from becoming durable, in words; null if nothing does. */
  @Nullable String problem();

  /** Frees everything. Lines that are still in flight may or may not have become durable. */
  void close();
}
