package dev.tailrace.platform.streams;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * The time at which a record was observed: its own timestamp, or now where that cannot be. Other
 * shippers may send none, which would end the thread, or any, and days and partitions of the
 * archive follow from it.
 */
final class ObservedTime implements TimestampExtractor {
  private static final long EARLIEST = Instant.parse("2000-01-01T00:00:00Z").toEpochMilli();
  private static final long AHEAD = Duration.ofDays(1).toMillis();

  private final Clock clock;

  ObservedTime(Clock clock) {
    this.clock = clock;
  }

  @Override
  public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
    long now = clock.millis();
    long timestamp = record.timestamp();
    return timestamp >= EARLIEST && timestamp <= now + AHEAD ? timestamp : now;
  }
}
