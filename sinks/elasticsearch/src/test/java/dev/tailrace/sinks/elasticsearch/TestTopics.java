package dev.tailrace.sinks.elasticsearch;

import dev.tailrace.platform.kafka.KafkaConfig;
import dev.tailrace.schemas.Category;
import dev.tailrace.schemas.DeadLetter;
import dev.tailrace.schemas.DeadLetterJson;
import dev.tailrace.schemas.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes, reads and rewinds topics. */
final class TestTopics implements AutoCloseable {
  private static final String GROUP = "tailrace-sink-elasticsearch";

  private final KafkaConfig config;
  private final KafkaProducer<byte[], byte[]> producer;
  private final Admin admin;

  TestTopics(KafkaConfig config) {
    this.config = config;
    this.producer =
        new KafkaProducer<>(
            config.clientProperties("test"), new ByteArraySerializer(), new ByteArraySerializer());
    this.admin = Admin.create(config.clientProperties("test"));
  }

  void send(List<ProducerRecord<byte[], byte[]>> records) {
    var sent = records.stream().map(producer::send).toList();
    producer.flush();
    for (var future : sent) {
      try {
        future.get(10, TimeUnit.SECONDS);
      } catch (Exception e) {
        throw new AssertionError(e);
      }
    }
  }

  void resetToBeginning(Category category) {
    Map<TopicPartition, OffsetAndMetadata> zero = new HashMap<>();
    partitions(Topics.of(category).name())
        .forEach(partition -> zero.put(partition, new OffsetAndMetadata(0)));
    try {
      admin.alterConsumerGroupOffsets(GROUP, zero).all().get(10, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  /** How many records of the category's topic are not committed. */
  long committedLag(Category category) {
    Set<TopicPartition> partitions = partitions(Topics.of(category).name());
    try (var consumer = consumer(GROUP)) {
      Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(partitions);
      return consumer.endOffsets(partitions).entrySet().stream()
          .mapToLong(
              end ->
                  end.getValue()
                      - (committed.get(end.getKey()) == null
                          ? 0
                          : committed.get(end.getKey()).offset()))
          .sum();
    }
  }

  /** Reads that many dead letters, or those there are after 20 s. */
  List<DeadLetter> deadLetters(int count) {
    List<DeadLetter> letters = new ArrayList<>();
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    try (var consumer = consumer("test-letters")) {
      Set<TopicPartition> partitions = partitions(Topics.DEAD_LETTERS.name());
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      while (letters.size() < count && System.nanoTime() < deadline) {
        consumer
            .poll(Duration.ofMillis(200))
            .forEach(record -> letters.add(DeadLetterJson.read(record.value())));
      }
    }
    return letters;
  }

  private KafkaConsumer<byte[], byte[]> consumer(String group) {
    Map<String, Object> properties = config.clientProperties("test");
    properties.put("group.id", group);
    properties.put("enable.auto.commit", false);
    return new KafkaConsumer<>(
        properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private Set<TopicPartition> partitions(String topic) {
    return IntStream.range(0, config.partitions())
        .mapToObj(partition -> new TopicPartition(topic, partition))
        .collect(Collectors.toSet());
  }

  @Override
  public void close() {
    producer.close();
    admin.close();
  }
}
