package dev.tailrace.sinks.elasticsearch;

import dev.tailrace.sinks.core.SinkUnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

/**
 * Sends bulk requests, several at once and as many as the cluster takes: one more after each time
 * that it took all that were under way, half as many after one that it did not take. So it finds by
 * itself how many a cluster can bear, and gives way when others need it. For one thread.
 */
final class BulkPool implements AutoCloseable {
  private final BulkWriter writer;
  private final int most;
  private final ExecutorService threads;
  private final List<Batch> underWay = new ArrayList<>();
  private final BlockingQueue<Sent> answered = new LinkedBlockingQueue<>();
  private volatile int width = 1;

  /** So many answers are of requests that were sent before the width was last changed. */
  private int older;

  private int takenInARow;

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

  /** How many requests it sends at once now. Any thread may ask. */
  int width() {
    return width;
  }

  /** Whether one more request may be sent now. */
  boolean hasRoom() {
    return underWay.size() < width;
  }

  /** Whether every batch has its answer, and that was received. */
  boolean isIdle() {
    return underWay.isEmpty();
  }

  /** Whether a batch is under way that was begun as that one or before. */
  boolean hasUpTo(long number) {
    return underWay.stream().anyMatch(batch -> batch.number() <= number);
  }

  /** Sends a batch and does not wait for the answer. Nobody may change it until that has come. */
  void send(Batch batch) {
    underWay.add(batch);
    threads.execute(() -> answered.add(answer(batch)));
  }

  /** Whether an answer has come that was not received. */
  boolean hasAnswer() {
    return !answered.isEmpty();
  }

  /** Waits for the next answer. There must be a batch under way. */
  Sent receive() {
    if (underWay.isEmpty()) {
      throw new IllegalStateException("nothing was sent that could be answered");
    }
    try {
      Sent sent = answered.take();
      adapt(sent.taken(), underWay.size() >= width);
      underWay.remove(sent.batch());
      return sent;
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  private void adapt(boolean taken, boolean busy) {
    if (older > 0) {
      older--;
    } else if (!taken) {
      change(Math.max(1, width / 2));
    } else if (busy && ++takenInARow >= width) {
      change(Math.min(most, width + 1));
    }
  }

  private void change(int newWidth) {
    width = newWidth;
    older = underWay.size() - 1;
    takenInARow = 0;
  }

  private Sent answer(Batch batch) {
    try {
      return new Sent(batch, writer.write(batch.body()), null);
    } catch (SinkUnavailableException e) {
      return new Sent(batch, List.of(), e);
    } catch (RuntimeException | Error e) {
      return new Sent(batch, List.of(), Unavailable.because("a bulk request failed: " + e));
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
