package dev.tailrace.platform.streams;

import org.apache.kafka.streams.processor.api.Record;
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

  /**
   * The value that every stage needs of a record.
   *
   * @throws RejectedRecordException if the record has none
   */
  public static <V> V valueOf(Record<?, V> record) {
    V value = record.value();
    if (value == null) {
      throw new RejectedRecordException("the record has no value", null);
    }
    return value;
  }
}
