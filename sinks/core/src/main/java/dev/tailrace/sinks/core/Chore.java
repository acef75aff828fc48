package dev.tailrace.sinks.core;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** What a store needs again and again beside the writing, in a thread of its own. */
public final class Chore implements AutoCloseable {
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

  private final Runnable task;
  private final ScheduledExecutorService executor;

  /**
   * @param task lets nothing escape: after an exception it would not be done again
   */
  public Chore(String threadName, Runnable task) {
    this.task = task;
    this.executor =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread thread = new Thread(work, threadName);
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Begins.
   *
   * @param first how long until it is done for the first time
   * @param pause between the end of one time and the start of the next
   */
  public void start(Duration first, Duration pause) {
    // The task lets nothing escape, so the future has nothing to say.
    var unused =
        executor.scheduleWithFixedDelay(
            task, first.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Whether it is to end; the task may be under way. */
  public boolean isClosing() {
    return executor.isShutdown();
  }

  /** Interrupts the task, and waits a moment for its end. */
  @Override
  public void close() {
    executor.shutdownNow();
    try {
      executor.awaitTermination(CLOSE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
