package dev.tailrace.platform.streams;

import org.jspecify.annotations.Nullable;

/** What became of one record in one step: a result, or the reason why there is none. */
public sealed interface Outcome<R> {
  /** The step's result. */
  record Done<R>(R value) implements Outcome<R> {}

  /**
   * The record cannot be processed; it becomes a dead letter.
   *
   * @param reason what is wrong, in words an operator understands; never the content itself
   * @param cause the exception, if there was one
   */
  record Failed<R>(String reason, @Nullable Throwable cause) implements Outcome<R> {}

  /**
   * The result.
   *
   * @throws RejectedRecordException if there is none
   */
  default R orReject() {
    if (this instanceof Failed<R> failed) {
      throw new RejectedRecordException(failed.reason(), failed.cause());
    }
    return ((Done<R>) this).value();
  }

  static <R> Outcome<R> done(R value) {
    return new Done<>(value);
  }

  static <R> Outcome<R> failed(String reason) {
    return new Failed<>(reason, null);
  }
}
