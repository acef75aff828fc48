package dev.tailrace.platform.streams;

import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * Where a record entered the topology.
 *
 * @param topic the topic's name
 * @param partition the partition's number
 * @param offset the record's offset
 */
public record Origin(String topic, int partition, long offset) {
  static final Origin NONE = new Origin("", -1, -1);

  /** Where the record that is being processed entered the topology. */
  public static Origin of(ProcessingContext context) {
    return context.recordMetadata().map(Origin::of).orElse(NONE);
  }

  private static Origin of(RecordMetadata metadata) {
    return new Origin(metadata.topic(), metadata.partition(), metadata.offset());
  }
}
