package dev.tailrace.benchmarks;

import dev.tailrace.platform.kafka.KafkaConfig;
import dev.tailrace.schemas.Topics;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Watches how many records {@code logs.raw} has. */
final class RawTopicEnd implements AutoCloseable {
  private static final Duration LOOK_EVERY = Duration.ofMillis(10);
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final String bootstrapServers;
  private final long lines;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final List<TopicPartition> partitions;

  /**
   * @param lines of the input
   */
  RawTopicEnd(KafkaConfig kafka, long lines) {
    this.bootstrapServers = kafka.bootstrapServers();
    this.lines = lines;
    this.consumer =
        new KafkaConsumer<>(
            kafka.clientProperties("tailrace-bench-end"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    this.partitions =
        consumer.partitionsFor(Topics.RAW.name()).stream()
            .map(RawTopicEnd::partition)
            .collect(Collectors.toList());
  }

  private static TopicPartition partition(PartitionInfo info) {
    return new TopicPartition(info.topic(), info.partition());
  }

  String bootstrapServers() {
    return bootstrapServers;
  }

  long records() {
    return consumer.endOffsets(partitions).values().stream().mapToLong(Long::longValue).sum();
  }

  /**
   * Waits until all lines of the input are there.
   *
   * @param before how many records there were before
   * @throws IllegalStateException if they do not come, or whoever sends them has ended
   */
  void await(long before, BooleanSupplier alive) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    for (long there = records(); there < before + lines; there = records()) {
      if (System.nanoTime() > deadline || !alive.getAsBoolean()) {
        throw new IllegalStateException(
            "only " + (there - before) + " of " + lines + " lines arrived");
      }
      Thread.sleep(LOOK_EVERY.toMillis());
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
