package dev.tailrace.testing.endtoend;

import dev.tailrace.platform.kafka.KafkaConfig;
import dev.tailrace.schemas.SourceSummary;
import dev.tailrace.schemas.Topics;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads what the ledger says of sources. */
final class Summaries {
  private Summaries() {}

  /** The latest summary of each source. */
  static Collection<SourceSummary> latest(KafkaConfig kafka) {
    Map<String, Object> properties = kafka.clientProperties("test-ledger");
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    Map<String, SourceSummary> latest = new HashMap<>();
    try (KafkaConsumer<String, SourceSummary> consumer =
        new KafkaConsumer<>(
            properties, new StringDeserializer(), Topics.LEDGER.values().deserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(Topics.LEDGER.name()).stream()
              .map(info -> new TopicPartition(Topics.LEDGER.name(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
        consumer
            .poll(Duration.ofMillis(200))
            .forEach(record -> latest.put(record.value().sourceId(), record.value()));
      }
    }
    return latest.values();
  }
}
