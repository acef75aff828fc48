package dev.tailrace.sinks.core;

import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Commits offsets for a {@link Sink}. */
public interface Committer {

  /** The offset of the next record that will be put, past any transaction markers. */
  long position(TopicPartition partition);

  /**
   * Commits, and returns when Kafka has it.
   *
   * @throws org.apache.kafka.clients.consumer.CommitFailedException if the partitions are no longer
   *     this sink's
   */
  void commit(Map<TopicPartition, OffsetAndMetadata> offsets);
}
