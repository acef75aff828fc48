package dev.tailrace.agent;

import dev.tailrace.agent.lines.ContainerStream;
import dev.tailrace.agent.lines.Frame;
import dev.tailrace.agent.lines.Line;
import dev.tailrace.agent.lines.Truncation;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;

/**
 * A line and one attempt to send it; the attempt's result comes on Kafka's thread, or within the
 * call of send.
 */
final class PendingLine implements Callback {
  enum State {
    WAITING,
    SENT,
    /** The broker will never take it: it is too large. */
    REFUSED,
    DURABLE
  }

  private final SourceState source;
  private final long offset;
  private final long next;
  private final byte[] bytes;
  private final @Nullable Truncation truncation;
  private final @Nullable Frame frame;
  private final long observed;
  private final int refusals;
  private final Thread sender = Thread.currentThread();
  private @Nullable ProducerSession session;
  private volatile State state = State.WAITING;
  private volatile @Nullable Exception error;
  private long sentAt;

  PendingLine(SourceState source, Line line, long observed) {
    this.source = source;
    this.offset = line.offset();
    this.next = line.next();
    this.bytes = line.copy();
    this.truncation = line.truncation();
    this.frame = line.frame();
    this.observed = observed;
    this.refusals = 0;
  }

  private PendingLine(PendingLine line, int refusals) {
    this.source = line.source;
    this.offset = line.offset;
    this.next = line.next;
    this.bytes = line.bytes;
    this.truncation = line.truncation;
    this.frame = line.frame;
    this.observed = line.observed;
    this.refusals = refusals;
  }

  /** The same line for another attempt. */
  PendingLine again(int newRefusals) {
    return new PendingLine(this, newRefusals);
  }

  SourceState source() {
    return source;
  }

  long offset() {
    return offset;
  }

  long next() {
    return next;
  }

  byte[] bytes() {
    return bytes;
  }

  /** What it was if it was longer; null if it was not. */
  @Nullable Truncation truncation() {
    return truncation;
  }

  /** What a container runtime said of it, if any did. */
  @Nullable Frame frame() {
    return frame;
  }

  @Nullable ContainerStream stream() {
    return frame == null ? null : frame.stream();
  }

  long observed() {
    return observed;
  }

  /** How often the broker has refused it for its size. */
  int refusals() {
    return refusals;
  }

  State state() {
    return state;
  }

  /** Why it waits again. */
  @Nullable Exception error() {
    return error;
  }

  /** When it was sent, in milliseconds since 1970. */
  long sentAt() {
    return sentAt;
  }

  void sending(ProducerSession through, long now) {
    session = through;
    state = State.SENT;
    sentAt = now;
  }

  @Override
  public void onCompletion(@Nullable RecordMetadata metadata, @Nullable Exception exception) {
    if (exception == null) {
      state = State.DURABLE;
    } else if (exception instanceof RecordTooLargeException) {
      error = exception;
      state = State.REFUSED;
    } else {
      failed(exception);
    }
  }

  void failed(Exception exception) {
    error = exception;
    state = State.WAITING;
    // What fails within the call of send reached no buffer, and the sender stops by itself.
    if (Thread.currentThread() != sender && session != null) {
      session.fail(exception);
    }
  }
}
