package dev.tailrace.platform.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObservedTimeTest {
  private static final Instant NOW = Instant.parse("2024-01-15T10:36:00Z");

  private final ObservedTime time = new ObservedTime(Clock.fixed(NOW, ZoneOffset.UTC));

  private long extract(long timestamp) {
    ConsumerRecord<Object, Object> record =
        new ConsumerRecord<>(
            "logs.raw",
            0,
            0,
            timestamp,
            TimestampType.CREATE_TIME,
            0,
            0,
            "k",
            "v",
            new RecordHeaders(),
            Optional.empty());
    return time.extract(record, -1);
  }

  @Test
  void takesTheRecordsTimestamp() {
    long yesterday = NOW.minusSeconds(86_400).toEpochMilli();

    assertThat(extract(yesterday)).isEqualTo(yesterday);
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 0, 946_684_799_999L, 253_402_300_799_000L, Long.MAX_VALUE})
  void takesNowForATimestampThatCannotBe(long timestamp) {
    assertThat(extract(timestamp)).isEqualTo(NOW.toEpochMilli());
  }
}
