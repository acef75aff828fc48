package dev.tailrace.agent;

import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where lines go. One thread calls everything but {@link #problem}. The lines of a source become
 * durable in the order they were sent, without a gap.
 */
interface LineSink {

  /** Whether it takes more now; if not, reading stops. */
  boolean ready();

  /** Takes a line, even when it is not ready: what was read already must go somewhere. */
  void send(Line line);

  /** Hands over the lines that have become durable, in the order they were sent. */
  void poll(Consumer<Line> acknowledged);

  /** Lines that were sent and not handed over. */
  int inFlight();

  /** What keeps lines from becoming durable, in words; null if nothing does. */
  @Nullable String problem();

  /** Frees everything. Lines that are still in flight may or may not have become durable. */
  void close(Duration within);
}
