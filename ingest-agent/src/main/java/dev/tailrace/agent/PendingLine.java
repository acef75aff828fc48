package dev.tailrace.agent;

import dev.tailrace.agent.lines.Line;
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
  private final boolean truncated;
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
    this.truncated = line.truncated();
    this.observed = observed;
    this.refusals = 0;
  }

  private PendingLine(PendingLine line, int refusals) {
    this.source = line.source;
    this.offset = line.offset;
    this.next = line.next;
    this.bytes = line.bytes;
    this.truncated = line.truncated;
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

  boolean truncated() {
    return truncated;
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
