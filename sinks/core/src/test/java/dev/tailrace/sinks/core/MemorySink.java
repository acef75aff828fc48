package dev.tailrace.sinks.core;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** A store in memory that fails when told to. */
final class MemorySink implements Sink {
  /** Offsets in the order in which they were stored. */
  final List<Long> stored = new CopyOnWriteArrayList<>();

  final List<String> calls = new CopyOnWriteArrayList<>();
  volatile boolean unavailable;
  volatile boolean broken;
  volatile boolean closed;

  private final List<ConsumerRecord<byte[], byte[]>> buffer = new ArrayList<>();
  private final Map<TopicPartition, Long> committed = new HashMap<>();

  @Override
  public void assigned(TopicPartition partition, Optional<OffsetAndMetadata> offset) {
    long from = offset.map(OffsetAndMetadata::offset).orElse(0L);
    calls.add("assigned " + partition.partition() + " from " + from);
    committed.put(partition, from);
  }

  @Override
  public void put(ConsumerRecord<byte[], byte[]> record) {
    buffer.add(record);
  }

  @Override
  public boolean full() {
    return false;
  }

  @Override
  public void write(Committer committer, Moment moment) throws SinkUnavailableException {
    if (moment == Moment.LAST) {
      calls.add("last");
    }
    if (unavailable) {
      throw new SinkUnavailableException("memory: away");
    }
    if (broken && !buffer.isEmpty()) {
      throw new IllegalStateException("a bug");
    }
    buffer.forEach(record -> stored.add(record.offset()));
    buffer.clear();
    Map<TopicPartition, OffsetAndMetadata> moved = new HashMap<>();
    committed.forEach(
        (partition, before) -> {
          if (committer.position(partition) != before) {
            moved.put(partition, new OffsetAndMetadata(committer.position(partition)));
          }
        });
    if (!moved.isEmpty()) {
      committer.commit(moved);
      moved.forEach((partition, offset) -> committed.put(partition, offset.offset()));
    }
  }

  @Override
  public void revoked(TopicPartition partition) {
    calls.add("revoked " + partition.partition());
    committed.remove(partition);
    buffer.removeIf(record -> record.partition() == partition.partition());
  }

  @Override
  public void close() {
    closed = true;
  }
}
