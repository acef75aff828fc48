package dev.tailrace.sinks.livetail;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

/**
 * The partitions of the live topic and where to read on. What is there at first is read from its
 * end; what is added later, from its beginning, because all of it is new.
 */
final class LivePartitions {
  private final String topic;
  private final Map<TopicPartition, Long> next = new HashMap<>();
  private boolean looked;

  LivePartitions(String topic) {
    this.topic = topic;
  }

  /** Has the consumer read all partitions there are. Returns how many that is. */
  int assign(Consumer<?, ?> consumer) {
    List<TopicPartition> found = new ArrayList<>();
    List<PartitionInfo> infos = consumer.partitionsFor(topic);
    if (infos != null) {
      infos.forEach(info -> found.add(new TopicPartition(topic, info.partition())));
    }
    Set<TopicPartition> assigned = Set.copyOf(consumer.assignment());
    if (!assigned.containsAll(found)) {
      consumer.assign(found);
      List<TopicPartition> added = found.stream().filter(p -> !assigned.contains(p)).toList();
      added.forEach(partition -> seek(consumer, partition));
    }
    looked = true;
    return found.size();
  }

  private void seek(Consumer<?, ?> consumer, TopicPartition partition) {
    Long offset = next.get(partition);
    if (offset != null) {
      consumer.seek(partition, offset);
    } else if (looked) {
      consumer.seekToBeginning(List.of(partition));
    } else {
      consumer.seekToEnd(List.of(partition));
    }
    // Seeking is lazy: asking fixes the place before anyone is told that reading has begun.
    next.put(partition, consumer.position(partition));
  }

  /** Notes that records were read, so that another consumer can go on after them. */
  void passed(ConsumerRecords<?, ?> records) {
    for (ConsumerRecord<?, ?> record : records) {
      next.put(new TopicPartition(record.topic(), record.partition()), record.offset() + 1);
    }
  }
}
