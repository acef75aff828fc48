package dev.tailrace.sinks.core;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** To which partition records belong. */
public final class Partitions {
  private Partitions() {}

  public static TopicPartition of(ConsumerRecord<?, ?> record) {
    return new TopicPartition(record.topic(), record.partition());
  }

  /** Whether a record is of that partition; makes nothing. */
  public static boolean has(TopicPartition partition, ConsumerRecord<?, ?> record) {
    return partition.partition() == record.partition() && partition.topic().equals(record.topic());
  }
}
