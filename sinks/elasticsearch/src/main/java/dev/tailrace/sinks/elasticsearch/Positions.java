package dev.tailrace.sinks.elasticsearch;

import dev.tailrace.sinks.core.Committer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** What is committed of each partition, so that only news is committed. */
final class Positions {
  private static final long NEVER = -1;
  private static final long INTERVAL_NANOS = Duration.ofMillis(500).toNanos();

  private final LongSupplier nanoClock;
  private final Map<TopicPartition, Long> committed = new HashMap<>();
  private long lastCommit;

  Positions(LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
    this.lastCommit = nanoClock.getAsLong() - INTERVAL_NANOS;
  }

  void assigned(TopicPartition partition, Optional<OffsetAndMetadata> offset) {
    committed.put(partition, offset.map(OffsetAndMetadata::offset).orElse(NEVER));
  }

  void revoked(TopicPartition partition) {
    committed.remove(partition);
  }

  /** Whether the last commit was long enough ago. */
  boolean due() {
    return nanoClock.getAsLong() - lastCommit >= INTERVAL_NANOS;
  }

  /** Commits the positions that moved. Everything before them must be durable. */
  void commit(Committer committer) {
    Map<TopicPartition, OffsetAndMetadata> moved = new HashMap<>();
    committed.forEach(
        (partition, before) -> {
          long position = committer.position(partition);
          if (position != before) {
            moved.put(partition, new OffsetAndMetadata(position));
          }
        });
    if (!moved.isEmpty()) {
      committer.commit(moved);
      moved.forEach((partition, offset) -> committed.put(partition, offset.offset()));
    }
    lastCommit = nanoClock.getAsLong();
  }
}
