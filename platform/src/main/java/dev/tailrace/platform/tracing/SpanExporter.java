package dev.tailrace.platform.tracing;

import io.opentelemetry.proto.trace.v1.Span;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends spans in batches, from a thread of its own. Whoever has a span does not wait: what finds
 * the queue full is dropped and counted. While the collector does not answer, a batch is kept and
 * sent again, ever less often.
 */
final class SpanExporter implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SpanExporter.class);
  private static final int BATCH = 512;
  private static final Duration LINGER = Duration.ofSeconds(1);
  private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(32);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

  private final SpanCollector collector;
  private final BlockingQueue<Span> queue;
  private final SpanCounts counts = new SpanCounts();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread;
  private boolean failing;

  SpanExporter(TracingConfig config, String role) {
    this.collector = new SpanCollector(config, "tailrace-" + role);
    this.queue = new ArrayBlockingQueue<>(config.queue());
    this.thread = new Thread(this::run, "span-exporter-" + role);
    thread.setDaemon(true);
  }

  SpanCounts counts() {
    return counts;
  }

  void start() {
    thread.start();
  }

  void offer(Span span) {
    if (!queue.offer(span)) {
      counts.dropped.increment();
    }
  }

  private void run() {
    List<Span> batch = new ArrayList<>(BATCH);
    try {
      while (!isClosing() || !queue.isEmpty()) {
        fill(batch);
        if (!batch.isEmpty()) {
          send(batch);
          batch.clear();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      counts.dropped.add(batch.size() + queue.size());
    }
  }

  private boolean isClosing() {
    return closing.getCount() == 0;
  }

  /** Waits for a whole batch, but not for long. */
  private void fill(List<Span> batch) throws InterruptedException {
    long end = System.nanoTime() + LINGER.toNanos();
    while (batch.size() < BATCH) {
      Span span = queue.poll(isClosing() ? 0 : end - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (span == null) {
        return;
      }
      batch.add(span);
    }
  }

  private void send(List<Span> batch) throws InterruptedException {
    Duration wait = FIRST_WAIT;
    SpanCollector.Reply reply = collector.send(batch);
    while (reply.again() && !isClosing()) {
      tell(reply);
      if (!closing.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
        wait = wait.compareTo(LONGEST_WAIT) < 0 ? wait.multipliedBy(2) : wait;
      }
      reply = collector.send(batch);
    }
    tell(reply);
    if (reply.again()) {
      counts.dropped.add(batch.size());
    } else {
      counts.refused.add(reply.refused());
      counts.exported.add(batch.size() - reply.refused());
    }
  }

  /** Once when it begins to fail, and once when it works again. */
  private void tell(SpanCollector.Reply reply) {
    String failure = reply.failure();
    if (failure != null && !failing) {
      LOG.atWarn().addKeyValue("reason", failure).log("spans cannot be exported");
    } else if (failure == null && failing) {
      LOG.info("spans are exported again");
    }
    failing = failure != null;
  }

  /** Sends what is waiting if the collector takes it at once. */
  @Override
  public void close() {
    closing.countDown();
    try {
      thread.join(CLOSE_TIMEOUT.toMillis());
      thread.interrupt();
      thread.join(CLOSE_TIMEOUT.toMillis());
    } catch (InterruptedException e) {
      thread.interrupt();
      Thread.currentThread().interrupt();
    }
  }
}
