package dev.tailrace.agent;

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

  private final Line line;
  private final int refusals;
  private final Thread sender = Thread.currentThread();
  private @Nullable ProducerSession session;
  private volatile State state = State.WAITING;
  private volatile @Nullable Exception error;
  private long sentAt;

  PendingLine(Line line, int refusals) {
    this.line = line;
    this.refusals = refusals;
  }

  Line line() {
    return line;
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
