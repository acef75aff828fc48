package dev.tailrace.testing.endtoend;

import static java.util.stream.Collectors.toMap;

import dev.tailrace.platform.kafka.KafkaConfig;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** How far consumer groups have come in some partitions. */
final class GroupOffsets implements AutoCloseable {
  private final Collection<TopicPartition> partitions;
  private final Admin admin;

  GroupOffsets(KafkaConfig kafka, Collection<TopicPartition> partitions) {
    this.partitions = partitions;
    this.admin = Admin.create(kafka.clientProperties("test-offsets"));
  }

  /** What a group has committed; only partitions for which it has. */
  Map<TopicPartition, OffsetAndMetadata> committed(String group)
      throws InterruptedException, ExecutionException {
    return admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
  }

  /** What a group has committed when it has nothing left to do, and nothing begun. */
  Map<TopicPartition, OffsetAndMetadata> ends() throws InterruptedException, ExecutionException {
    return admin
        .listOffsets(partitions.stream().collect(toMap(it -> it, it -> OffsetSpec.latest())))
        .all()
        .get()
        .entrySet()
        .stream()
        .collect(toMap(Map.Entry::getKey, end -> new OffsetAndMetadata(end.getValue().offset())));
  }

  @Override
  public void close() {
    admin.close(Duration.ZERO);
  }
}
