package dev.tailrace.platform.kafka;

import dev.tailrace.schemas.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads a topic from its start to the end it has at that moment, committed records only. */
public final class TopicReader {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final KafkaConfig kafka;
  private final String name;
  private final String clientId;

  /**
   * @param clientId names the reader to Kafka
   */
  public TopicReader(KafkaConfig kafka, Topic<?, ?> topic, String clientId) {
    this.kafka = kafka;
    this.name = topic.name();
    this.clientId = clientId;
  }

  /**
   * Gives every record, in the order of each partition.
   *
   * @param records is given each record, and says whether it wants more
   * @throws KafkaException if there is no such topic, or Kafka does not answer for half a minute
   */
  public void read(Predicate<ConsumerRecord<byte[], byte[]>> records) {
    Map<String, Object> settings = kafka.clientProperties(clientId);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(name, PATIENCE).stream()
              .map(info -> new TopicPartition(name, info.partition()))
              .toList();
      if (partitions.isEmpty()) {
        throw new KafkaException("there is no topic " + name + "; tailrace bootstrap makes it");
      }
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      read(consumer, consumer.endOffsets(partitions, PATIENCE), records);
    }
  }

  private void read(
      KafkaConsumer<byte[], byte[]> consumer,
      Map<TopicPartition, Long> ends,
      Predicate<ConsumerRecord<byte[], byte[]>> records) {
    long giveUp = System.nanoTime() + PATIENCE.toNanos();
    while (!isAt(consumer, ends)) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        giveUp = System.nanoTime() + PATIENCE.toNanos();
        boolean wanted = record.offset() < ends.getOrDefault(place(record), 0L);
        if (wanted && !records.test(record)) {
          return;
        }
      }
      if (System.nanoTime() > giveUp) {
        throw new KafkaException(name + " could not be read to its end");
      }
    }
  }

  private static TopicPartition place(ConsumerRecord<?, ?> record) {
    return new TopicPartition(record.topic(), record.partition());
  }

  private static boolean isAt(KafkaConsumer<?, ?> consumer, Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey(), PATIENCE) >= end.getValue());
  }
}
