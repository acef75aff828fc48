package dev.tailrace.sinks.elasticsearch;

import dev.tailrace.sinks.core.Committer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * What is committed of each partition, and the positions that will be: they are noted, and
 * committed once every document that was put until then is durable. So it need not wait for
 * requests that were sent later.
 */
final class Positions {
  private static final long NEVER = -1;
  private static final long INTERVAL_NANOS = Duration.ofMillis(500).toNanos();

  private final LongSupplier nanoClock;
  private final Map<TopicPartition, Long> committed = new HashMap<>();
  private final Map<TopicPartition, OffsetAndMetadata> noted = new HashMap<>();
  private boolean pending;
  private long lastBatch;
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
    noted.remove(partition);
  }

  /** Whether none are noted, and the last commit was long enough ago. */
  boolean due() {
    return !pending && nanoClock.getAsLong() - lastCommit >= INTERVAL_NANOS;
  }

  /**
   * Notes the positions that moved since they were committed, in place of those noted before.
   *
   * @param batch the number of the last batch that has documents from before them
   */
  void note(Committer committer, long batch) {
    noted.clear();
    committed.forEach(
        (partition, before) -> {
          long position = committer.position(partition);
          if (position != before) {
            noted.put(partition, new OffsetAndMetadata(position));
          }
        });
    lastBatch = batch;
    pending = true;
  }

  /** Whether positions are noted. */
  boolean pending() {
    return pending;
  }

  /** The number of the last batch that must be durable before they are committed. */
  long lastBatch() {
    return lastBatch;
  }

  /** Commits what is noted. Everything before must be durable. */
  void commit(Committer committer) {
    if (!noted.isEmpty()) {
      committer.commit(Map.copyOf(noted));
      noted.forEach((partition, offset) -> committed.put(partition, offset.offset()));
      noted.clear();
    }
    pending = false;
    lastCommit = nanoClock.getAsLong();
  }
}
