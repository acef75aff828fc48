package dev.tailrace.agent.kafka;

import org.apache.kafka.common.protocol.Errors;

/** What a broker's answer means for a batch. */
enum Verdict {
  DURABLE,
  /** It will never be taken as it is. */
  REFUSED,
  /** The broker does not know the producer any more; a new id is needed. */
  UNKNOWN_PRODUCER,
  /** To be sent again. */
  AGAIN;

  /**
   * @param first whether all that was sent to the partition before the batch is durable
   */
  static Verdict of(Errors error, boolean first) {
    return switch (error) {
      case NONE, DUPLICATE_SEQUENCE_NUMBER -> DURABLE;
      case MESSAGE_TOO_LARGE, RECORD_LIST_TOO_LARGE, INVALID_RECORD, INVALID_TIMESTAMP -> REFUSED;
      case UNKNOWN_PRODUCER_ID, INVALID_PRODUCER_EPOCH, PRODUCER_FENCED -> UNKNOWN_PRODUCER;
      // Behind a batch that failed, this only says that the broker keeps the order.
      case OUT_OF_ORDER_SEQUENCE_NUMBER -> first ? UNKNOWN_PRODUCER : AGAIN;
      default -> AGAIN;
    };
  }
}
