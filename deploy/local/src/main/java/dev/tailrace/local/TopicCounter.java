package dev.tailrace.local;

import dev.tailrace.platform.kafka.KafkaConfig;
import dev.tailrace.router.RouterTopology;
import dev.tailrace.router.ledger.LedgerTopology;
import dev.tailrace.schemas.Category;
import dev.tailrace.schemas.DeadLetterJson;
import dev.tailrace.schemas.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Counts the committed records of the topics by reading them; each call reads what is new. */
final class TopicCounter implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final List<TopicPartition> partitions = new ArrayList<>();
  private final Map<String, Long> counts = new HashMap<>();

  TopicCounter(KafkaConfig kafka) {
    Map<String, Object> properties = kafka.clientProperties("tailrace-local-counter");
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 20_000);
    consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    topics()
        .forEach(
            topic ->
                consumer
                    .partitionsFor(topic)
                    .forEach(p -> partitions.add(new TopicPartition(topic, p.partition()))));
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  private static Stream<String> topics() {
    Stream<String> categories =
        Arrays.stream(Category.values()).map(category -> Topics.of(category).name());
    return Stream.concat(Stream.of(Topics.RAW.name(), Topics.DEAD_LETTERS.name()), categories);
  }

  /** Reads to the present end. */
  void update() {
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        if (isLine(record)) {
          counts.merge(record.topic(), 1L, Long::sum);
        }
      }
    }
  }

  /**
   * A refused CI event is a dead letter beside a line that went its way, and a record without value
   * says that a letter's line was sent round again.
   */
  private static boolean isLine(ConsumerRecord<byte[], byte[]> record) {
    if (!record.topic().equals(Topics.DEAD_LETTERS.name())) {
      return true;
    }
    if (record.value() == null) {
      return false; // a letter that was sent round again
    }
    String stage = DeadLetterJson.read(record.value()).stage();
    return !stage.equals(RouterTopology.REPORTS) && !stage.startsWith(LedgerTopology.STAGES);
  }

  long raw() {
    return counts.getOrDefault(Topics.RAW.name(), 0L);
  }

  long deadLetters() {
    return counts.getOrDefault(Topics.DEAD_LETTERS.name(), 0L);
  }

  long routed(Category category) {
    return counts.getOrDefault(Topics.of(category).name(), 0L);
  }

  long routed() {
    return Arrays.stream(Category.values()).mapToLong(this::routed).sum();
  }

  long archivable() {
    return Arrays.stream(Category.values())
        .filter(Category::archived)
        .mapToLong(this::routed)
        .sum();
  }

  @Override
  public void close() {
    consumer.close();
  }
}
