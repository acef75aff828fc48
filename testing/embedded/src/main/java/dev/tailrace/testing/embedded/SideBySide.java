package dev.tailrace.testing.embedded;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** Tasks that run at the same time, each on a thread of its own. */
final class SideBySide {
  private final List<CompletableFuture<?>> tasks = new ArrayList<>();

  <T> CompletableFuture<T> run(String threadName, Supplier<T> task) {
    CompletableFuture<T> result = new CompletableFuture<>();
    start(threadName, result, () -> result.complete(task.get()));
    return result;
  }

  void run(String threadName, Runnable task) {
    CompletableFuture<Boolean> result = new CompletableFuture<>();
    Runnable completing =
        () -> {
          task.run();
          result.complete(true);
        };
    start(threadName, result, completing);
  }

  private void start(String threadName, CompletableFuture<?> result, Runnable task) {
    tasks.add(result);
    Runnable guarded =
        () -> {
          try {
            task.run();
          } catch (Throwable e) { // also an Error, or who waits would wait for ever
            result.completeExceptionally(e);
          }
        };
    new Thread(guarded, threadName).start();
  }

  /**
   * Waits for every task, as long as each takes: a task bounds its own time. Throws what the first
   * that failed threw, with what the others threw as suppressed.
   */
  void awaitAll() {
    RuntimeException failure = null;
    for (CompletableFuture<?> task : tasks) {
      try {
        task.join();
      } catch (CompletionException e) {
        RuntimeException cause =
            e.getCause() instanceof RuntimeException thrown
                ? thrown
                : new IllegalStateException(e.getCause());
        if (failure == null) {
          failure = cause;
        } else {
          failure.addSuppressed(cause);
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  /** Waits like {@link #awaitAll}; if one failed, what the others have started is closed again. */
  void awaitAllOrClose(List<? extends CompletableFuture<? extends AutoCloseable>> started) {
    try {
      awaitAll();
    } catch (RuntimeException failure) {
      for (CompletableFuture<? extends AutoCloseable> one : started) {
        if (!one.isCompletedExceptionally()) {
          closeAfter(failure, one.join());
        }
      }
      throw failure;
    }
  }

  private static void closeAfter(RuntimeException failure, AutoCloseable started) {
    try {
      started.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      failure.addSuppressed(e);
    }
  }
}
