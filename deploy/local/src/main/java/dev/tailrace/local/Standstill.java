package dev.tailrace.local;

import java.time.Duration;
import java.util.List;

/** Notices that numbers have stopped moving. */
final class Standstill {
  private static final long PATIENCE_NANOS = Duration.ofMinutes(1).toNanos();

  private List<Long> last = List.of();
  private long movedAt = System.nanoTime();

  /** Whether the numbers have been the same for a minute. */
  boolean since(List<Long> numbers) {
    if (!numbers.equals(last)) {
      last = numbers;
      movedAt = System.nanoTime();
    }
    return System.nanoTime() - movedAt > PATIENCE_NANOS;
  }
}
