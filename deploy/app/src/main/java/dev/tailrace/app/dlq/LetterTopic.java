package dev.tailrace.app.dlq;

import dev.tailrace.platform.kafka.KafkaConfig;
import dev.tailrace.schemas.DeadLetterJson;
import dev.tailrace.schemas.Topics;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads {@code logs.dlq} from its start to the end it has at that moment, committed letters only.
 */
final class LetterTopic {
  private static final String NAME = Topics.DEAD_LETTERS.name();
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final KafkaConfig kafka;

  LetterTopic(KafkaConfig kafka) {
    this.kafka = kafka;
  }

  /**
   * Gives every letter, in the order of each partition.
   *
   * @param letters is given each letter, and says whether it wants more
   * @throws KafkaException if Kafka does not answer
   */
  void read(Predicate<StoredLetter> letters) {
    Set<LetterId> redriven = new HashSet<>();
    each(
        record -> {
          if (record.value() == null) {
            RedriveMarker.of(record).ifPresent(redriven::add);
          }
          return true;
        });
    each(record -> record.value() == null || letters.test(stored(record, redriven)));
  }

  private static StoredLetter stored(
      ConsumerRecord<byte[], byte[]> record, Set<LetterId> redriven) {
    LetterId id = new LetterId(record.partition(), record.offset());
    return new StoredLetter(id, DeadLetterJson.read(record.value()), redriven.contains(id));
  }

  private void each(Predicate<ConsumerRecord<byte[], byte[]>> records) {
    Map<String, Object> settings = kafka.clientProperties("tailrace-dlq");
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(NAME, PATIENCE).stream()
              .map(info -> new TopicPartition(NAME, info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      read(consumer, consumer.endOffsets(partitions, PATIENCE), records);
    }
  }

  private static void read(
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
        throw new KafkaException(NAME + " could not be read to its end");
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
