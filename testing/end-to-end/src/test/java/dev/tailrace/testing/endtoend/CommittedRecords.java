package dev.tailrace.testing.endtoend;

import dev.tailrace.platform.kafka.KafkaConfig;
import dev.tailrace.platform.kafka.TopicReader;
import dev.tailrace.schemas.Topic;
import java.util.ArrayList;
import java.util.List;

/** Reads a topic as those do who see what was committed and nothing else. */
final class CommittedRecords {
  /** A record that was committed. */
  record Committed<V>(String key, V value) {}

  private CommittedRecords() {}

  /** Every record that is there now, each partition's in their order. */
  static <V> List<Committed<V>> of(KafkaConfig kafka, Topic<String, V> topic) {
    List<Committed<V>> records = new ArrayList<>();
    new TopicReader(kafka, topic, "test-reader")
        .read(
            record ->
                records.add(
                    new Committed<>(
                        topic.keys().deserializer().deserialize(topic.name(), record.key()),
                        topic.values().deserializer().deserialize(topic.name(), record.value()))));
    return records;
  }
}
