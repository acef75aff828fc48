package dev.tailrace.agent;

import java.time.Duration;
import org.apache.kafka.clients.producer.Producer;
import org.jspecify.annotations.Nullable;

/**
 * One producer, from its making to its first failure. On a failure it is closed at once, on Kafka's
 * own thread, before that thread can send another batch. The broker refuses batches that are
 * already on the wire behind the failed one, for their sequence numbers leave a gap. So no line
 * ever overtakes a failed line of its source, and the parser may take the highest offset it saw as
 * the last one. (KIP-98 on sequence numbers.)
 */
final class ProducerSession {
  private final Producer<byte[], byte[]> producer;
  private volatile @Nullable Exception failure;

  ProducerSession(Producer<byte[], byte[]> producer) {
    this.producer = producer;
  }

  Producer<byte[], byte[]> producer() {
    return producer;
  }

  /** Why it ended; null while it works. */
  @Nullable Exception failure() {
    return failure;
  }

  void fail(Exception reason) {
    if (failure == null) {
      failure = reason;
      producer.close(Duration.ZERO);
    }
  }
}
