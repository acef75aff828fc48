package dev.tailrace.platform.streams;

import org.jspecify.annotations.Nullable;

/**
 * A stage cannot process a record. Kafka Streams hands it to {@link DeadLetterHandler}, and goes
 * on. It has no stack trace: what is wrong is the record.
 */
public final class RejectedRecordException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /**
   * @param reason in words an operator understands; never the record's content
   * @param cause the exception that tells more, if there was one
   */
  public RejectedRecordException(String reason, @Nullable Throwable cause) {
    super(reason, cause, false, false);
  }
}
