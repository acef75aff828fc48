package dev.tailrace.agent.http;

import dev.tailrace.agent.http.lines.Refused;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/** Reads a body within a size and a deadline. Holds no thread while it waits for bytes. */
final class BodyReader {
  /** What to do with the body, or without. Exactly one is called, once. */
  interface Receiver {
    void complete(byte[] body);

    void refused(Refused refused);

    /** The client has gone. */
    void gone(Throwable failure);
  }

  private final Request request;
  private final int most;
  private final MemoryBudget.Share memory;
  private final Receiver receiver;
  private final AtomicBoolean over = new AtomicBoolean();
  private final List<byte[]> parts = new ArrayList<>();
  private int size;
  private Scheduler.@Nullable Task deadline;

  private BodyReader(Request request, int most, MemoryBudget.Share memory, Receiver receiver) {
    this.request = request;
    this.most = most;
    this.memory = memory;
    this.receiver = receiver;
  }

  /** Begins to read. */
  static void read(
      Request request, int most, Duration deadline, MemoryBudget.Share memory, Receiver receiver) {
    BodyReader reader = new BodyReader(request, most, memory, receiver);
    reader.deadline =
        request
            .getComponents()
            .getScheduler()
            .schedule(reader::tooSlow, deadline.toMillis(), TimeUnit.MILLISECONDS);
    reader.readOn();
  }

  private void readOn() {
    while (!over.get()) {
      Content.Chunk chunk = request.read();
      if (chunk == null) {
        request.demand(this::readOn);
        return;
      }
      if (Content.Chunk.isFailure(chunk)) {
        end(() -> receiver.gone(chunk.getFailure()));
        return;
      }
      try {
        take(chunk);
      } catch (Refused e) {
        end(() -> receiver.refused(e));
        return;
      } finally {
        chunk.release();
      }
      if (chunk.isLast()) {
        end(() -> receiver.complete(joined()));
        return;
      }
    }
  }

  private void take(Content.Chunk chunk) throws Refused {
    int more = chunk.remaining();
    if (more > most - size) {
      throw Refused.tooLarge("the body is longer than " + most + " bytes");
    }
    memory.take(more);
    byte[] part = new byte[more];
    chunk.getByteBuffer().get(part);
    parts.add(part);
    size += more;
  }

  private byte[] joined() {
    byte[] body = new byte[size];
    int at = 0;
    for (byte[] part : parts) {
      System.arraycopy(part, 0, body, at, part.length);
      at += part.length;
    }
    parts.clear();
    return body;
  }

  private void tooSlow() {
    end(
        () -> {
          receiver.refused(
              Refused.with(408, "the body did not come in time", "send less at once, or faster"));
          request.fail(new TimeoutException("the body did not come in time"));
        });
  }

  private void end(Runnable last) {
    if (over.compareAndSet(false, true)) {
      Scheduler.Task task = deadline;
      if (task != null) {
        task.cancel();
      }
      last.run();
    }
  }
}
