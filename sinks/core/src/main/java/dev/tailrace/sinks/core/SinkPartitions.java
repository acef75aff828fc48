package dev.tailrace.sinks.core;

import dev.tailrace.sinks.core.Sink.Moment;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which partitions the sink has, and whether they are held (paused) or in doubt. */
final class SinkPartitions implements ConsumerRebalanceListener {
  private static final Logger LOG = LoggerFactory.getLogger(SinkPartitions.class);
  private static final Duration COMMITTED_TIMEOUT = Duration.ofSeconds(10);

  private final String name;
  private final Consumer<byte[], byte[]> consumer;
  private final Sink sink;
  private final Committer committer;
  private final SinkState state;

  /** Those that the sink was told of; a rebalance that fails half way leaves some out. */
  private final Set<TopicPartition> given = new HashSet<>();

  private boolean held;
  private boolean inDoubt;
  private boolean leaving;

  SinkPartitions(
      String name,
      Consumer<byte[], byte[]> consumer,
      Sink sink,
      Committer committer,
      SinkState state) {
    this.name = name;
    this.consumer = consumer;
    this.sink = sink;
    this.committer = committer;
    this.state = state;
  }

  /** Stops fetching, or goes on. */
  void hold(boolean hold) {
    if (hold) {
      consumer.pause(consumer.assignment());
    } else if (held) {
      consumer.resume(consumer.assignment());
    }
    held = hold;
  }

  /** What the sink holds cannot be relied on: stop fetching until it has been read again. */
  void inDoubt() {
    inDoubt = true;
    hold(true);
  }

  boolean areInDoubt() {
    return inDoubt;
  }

  /** The group is about to be left, and the last write was done or given up. */
  void leaving() {
    leaving = true;
  }

  /** Goes back to what is committed, so that nothing is skipped. */
  void rewindIfInDoubt() {
    if (!inDoubt) {
      return;
    }
    Set<TopicPartition> assignment = consumer.assignment();
    Map<TopicPartition, OffsetAndMetadata> committed =
        consumer.committed(assignment, COMMITTED_TIMEOUT);
    for (TopicPartition partition : assignment) {
      OffsetAndMetadata offset = committed.get(partition);
      if (offset == null) {
        consumer.seekToBeginning(List.of(partition));
      } else {
        consumer.seek(partition, offset);
      }
      take(partition);
      give(partition, offset);
    }
    inDoubt = false;
  }

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
    if (held) {
      consumer.pause(assigned);
    }
    Map<TopicPartition, OffsetAndMetadata> committed =
        consumer.committed(new HashSet<>(assigned), COMMITTED_TIMEOUT);
    assigned.forEach(partition -> give(partition, committed.get(partition)));
    state.assigned(consumer.assignment().size());
  }

  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
    // A store that is known to be away would only make the group wait.
    if (!leaving && !held && !revoked.isEmpty()) {
      writeBeforeLeaving();
    }
    onPartitionsLost(revoked);
  }

  private void writeBeforeLeaving() {
    try {
      sink.write(committer, Moment.LAST);
    } catch (SinkUnavailableException | RuntimeException e) {
      // The next owner reads it again from the last commit.
      LOG.atWarn()
          .addKeyValue("sink", name)
          .setCause(e)
          .log("partitions go before all of them was written");
      if (e instanceof RuntimeException) {
        inDoubt();
      }
    }
  }

  @Override
  public void onPartitionsLost(Collection<TopicPartition> lost) {
    lost.forEach(this::take);
    state.assigned(Math.max(0, consumer.assignment().size() - lost.size()));
  }

  private void give(TopicPartition partition, @Nullable OffsetAndMetadata committed) {
    given.add(partition);
    sink.assigned(partition, Optional.ofNullable(committed));
  }

  private void take(TopicPartition partition) {
    if (given.remove(partition)) {
      sink.revoked(partition);
    }
  }
}
