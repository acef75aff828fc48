package dev.tailrace.sinks.livetail;

import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.IteratingCallback;

/**
 * Someone who watches. Lines wait in a queue and are written without a thread of their own: one
 * write at a time, the next when the last is through.
 */
final class Watcher extends IteratingCallback {
  private static final int MAX_WAITING_LINES = 10_000;
  private static final long MAX_WAITING_BYTES = 16 << 20;
  private static final int WRITE_BYTES = 64 << 10;

  private final TailQuery query;
  private final TailFilter filter;
  private final Response response;
  private final Callback answered;
  private final Consumer<Watcher> gone;
  private final WatcherQueue queue = new WatcherQueue(MAX_WAITING_LINES, MAX_WAITING_BYTES);
  private volatile boolean ending;

  /**
   * @param answered told when the answer is complete or broken
   * @param gone told before that, so that no more lines come
   */
  Watcher(TailQuery query, Response response, Callback answered, Consumer<Watcher> gone) {
    this.query = query;
    this.filter = new TailFilter(query);
    this.response = response;
    this.answered = answered;
    this.gone = gone;
    queue.offer(Frames.HELLO);
  }

  TailQuery query() {
    return query;
  }

  TailFilter filter() {
    return filter;
  }

  /** Queues a line that the filter wants; false if there was no room for it. */
  boolean offer(TailLine line) {
    return !filter.test(line) || queue.offer(line.frame());
  }

  void heartbeat() {
    queue.offerIfIdle(Frames.HEARTBEAT);
    iterate();
  }

  /** Ends the answer when all that waits is written. */
  void end() {
    ending = true;
    iterate();
  }

  @Override
  protected Action process() {
    // Read before the queue: whatever was queued before the end is still written.
    boolean last = ending;
    byte[] batch = queue.take(WRITE_BYTES);
    if (batch != null) {
      response.write(false, ByteBuffer.wrap(batch), this);
      return Action.SCHEDULED;
    }
    return last ? Action.SUCCEEDED : Action.IDLE;
  }

  @Override
  protected void onCompleteSuccess() {
    gone.accept(this);
    answered.succeeded();
  }

  @Override
  protected void onCompleteFailure(Throwable cause) {
    gone.accept(this);
    answered.failed(cause);
  }
}
