package dev.tailrace.app.dlq;

import dev.tailrace.platform.kafka.KafkaConfig;
import dev.tailrace.platform.kafka.TopicReader;
import dev.tailrace.schemas.DeadLetterJson;
import dev.tailrace.schemas.Topics;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads {@code logs.dlq}. */
final class LetterTopic {
  private final TopicReader topic;

  LetterTopic(KafkaConfig kafka) {
    topic = new TopicReader(kafka, Topics.DEAD_LETTERS, "tailrace-dlq");
  }

  /**
   * Gives every letter that is there now, in the order of each partition.
   *
   * @param letters is given each letter, and says whether it wants more
   * @throws org.apache.kafka.common.KafkaException if Kafka does not answer
   */
  void read(Predicate<StoredLetter> letters) {
    Set<LetterId> redriven = new HashSet<>();
    topic.read(
        record -> {
          if (record.value() == null) {
            RedriveMarker.of(record).ifPresent(redriven::add);
          }
          return true;
        });
    topic.read(record -> record.value() == null || letters.test(stored(record, redriven)));
  }

  private static StoredLetter stored(
      ConsumerRecord<byte[], byte[]> record, Set<LetterId> redriven) {
    LetterId id = new LetterId(record.partition(), record.offset());
    return new StoredLetter(id, DeadLetterJson.read(record.value()), redriven.contains(id));
  }
}
