package dev.tailrace.agent.http;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Reads what a client still sends after it was answered. To close at once would reset the
 * connection, and the client would lose the answer that says why.
 */
final class Drain {
  private static final long MOST_BYTES = 32 << 20;
  private static final long MOST_MILLIS = 5_000;

  private final Request request;
  private final Callback callback;
  private final AtomicBoolean over = new AtomicBoolean();
  private final Scheduler.Task deadline;
  private long read;

  private Drain(Request request, Callback callback) {
    this.request = request;
    this.callback = callback;
    this.deadline =
        request
            .getComponents()
            .getScheduler()
            .schedule(this::end, MOST_MILLIS, TimeUnit.MILLISECONDS);
  }

  /**
   * @param callback is completed when the client has sent everything, or enough
   */
  static void before(Request request, Callback callback) {
    if (request.getHeaders().contains(HttpHeader.EXPECT)) {
      callback.succeeded(); // it waits with its body for an answer, and has it
    } else {
      new Drain(request, callback).readOn();
    }
  }

  private void readOn() {
    while (!over.get()) {
      Content.Chunk chunk = request.read();
      if (chunk == null) {
        request.demand(this::readOn);
        return;
      }
      read += chunk.remaining();
      boolean last = chunk.isLast() || Content.Chunk.isFailure(chunk) || read > MOST_BYTES;
      chunk.release();
      if (last) {
        end();
      }
    }
  }

  private void end() {
    if (over.compareAndSet(false, true)) {
      deadline.cancel();
      callback.succeeded();
    }
  }
}
