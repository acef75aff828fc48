package dev.tailrace.sinks.elasticsearch;

import dev.tailrace.sinks.core.SinkUnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

/**
 * Sends bulk requests, several at once and as many as the cluster takes: one more after each round
 * in which it took everything, half as many after one in which it did not. So it finds by itself
 * how many a cluster can bear, and gives way when others need it.
 */
final class BulkPool implements AutoCloseable {
  private final BulkWriter writer;
  private final int most;
  private final ExecutorService threads;
  private volatile int width = 1;

  /**
   * @param most how many requests there may ever be at once, from 1
   */
  BulkPool(BulkWriter writer, int most) {
    this.writer = writer;
    this.most = most;
    AtomicInteger number = new AtomicInteger();
    this.threads =
        Executors.newFixedThreadPool(
            most,
            task -> {
              Thread thread = new Thread(task, "tailrace-bulk-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
  }

  /** How many requests it sends at once now. */
  int width() {
    return width;
  }

  /**
   * Sends a request for each batch, at most {@link #width()} of them, and waits for all answers.
   *
   * @return what became of each batch, in the same order
   */
  List<Sent> write(List<Batch> batches) {
    List<Future<Sent>> under = new ArrayList<>(batches.size());
    for (Batch batch : batches) {
      under.add(threads.submit(() -> send(batch)));
    }
    List<Sent> round = new ArrayList<>(batches.size());
    for (Future<Sent> future : under) {
      round.add(awaited(future));
    }
    if (!round.stream().allMatch(Sent::taken)) {
      width = Math.max(1, width / 2);
    } else if (batches.size() == width) {
      width = Math.min(most, width + 1);
    }
    return round;
  }

  private Sent send(Batch batch) {
    try {
      return new Sent(batch, writer.write(batch.body()), null);
    } catch (SinkUnavailableException e) {
      return new Sent(batch, List.of(), e);
    }
  }

  private static Sent awaited(Future<Sent> future) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a bulk request failed", e.getCause());
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }

  /**
   * What became of a batch.
   *
   * @param answers one for each document, in the same order; none if there was no answer
   * @param failure why there was none; any of the documents may be stored
   */
  record Sent(Batch batch, List<Answer> answers, @Nullable SinkUnavailableException failure) {
    boolean allStored() {
      return failure == null && answers.stream().allMatch(Answer.Stored.class::isInstance);
    }

    boolean taken() {
      return failure == null && answers.stream().noneMatch(Answer.Later.class::isInstance);
    }
  }
}
