package dev.tailrace.agent.http;

import dev.tailrace.agent.http.lines.Refused;
import java.util.concurrent.atomic.AtomicLong;

/** How many bytes of requests are in memory, and how many may be. */
final class MemoryBudget {
  private final long limit;
  private final AtomicLong used = new AtomicLong();

  MemoryBudget(long limit) {
    this.limit = limit;
  }

  Share share() {
    return new Share();
  }

  /** What one request has of the budget. Used by one thread at a time. */
  final class Share implements AutoCloseable {
    private long taken;

    private Share() {}

    /**
     * @throws Refused if other requests have it all
     */
    void take(long bytes) throws Refused {
      if (used.addAndGet(bytes) > limit) {
        used.addAndGet(-bytes);
        throw Refused.later(503, "too many requests are being received", 1);
      }
      taken += bytes;
    }

    @Override
    public void close() {
      used.addAndGet(-taken);
      taken = 0;
    }
  }
}
