package dev.tailrace.sinks.livetail;

import dev.tailrace.platform.kafka.KafkaConfig;
import dev.tailrace.platform.management.Health;
import dev.tailrace.schemas.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads {@code logs.live} as it grows: every partition, without a group, committing nothing. */
final class TailConsumer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TailConsumer.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final long PAUSE_SECONDS = 2;
  private static final long CLOSE_SECONDS = 10;

  private final Map<String, Object> properties;
  private final Consumer<List<TailLine>> lines;
  private final LivePartitions partitions = new LivePartitions(Topics.LIVE.name());
  private final LongAdder unreadable = new LongAdder();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread = new Thread(this::run, "live-tail-consumer");
  private volatile Health health = Health.unhealthy("not reading yet", Map.of());

  TailConsumer(KafkaConfig kafka, Consumer<List<TailLine>> lines) {
    this.properties = properties(kafka);
    this.lines = lines;
    thread.setDaemon(true);
  }

  private static Map<String, Object> properties(KafkaConfig kafka) {
    Map<String, Object> properties = kafka.clientProperties("tailrace-live-tail");
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
    properties.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 10_000);
    properties.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 15_000);
    properties.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 8 << 20);
    properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1000);
    return properties;
  }

  void start() {
    thread.start();
  }

  Health health() {
    return thread.isAlive() ? health : Health.dead("the consumer's thread has ended");
  }

  long unreadable() {
    return unreadable.sum();
  }

  private void run() {
    while (closing.getCount() > 0) {
      try (KafkaConsumer<byte[], byte[]> consumer =
          new KafkaConsumer<>(
              properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
        read(consumer);
      } catch (WakeupException | org.apache.kafka.common.errors.InterruptException e) {
        return;
      } catch (RuntimeException e) {
        LOG.atWarn().setCause(e).log("live tail cannot read; trying again");
        health = Health.unhealthy("cannot read: " + e.getMessage(), Map.of());
        pause();
      }
    }
  }

  private void read(KafkaConsumer<byte[], byte[]> consumer) {
    while (closing.getCount() > 0) {
      if (partitions.assign(consumer) == 0) {
        health = Health.unhealthy("there is no topic " + Topics.LIVE.name() + " yet", Map.of());
        pause();
        continue;
      }
      health = Health.healthy(Map.of("partitions", consumer.assignment().size()));
      ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
      if (!records.isEmpty()) {
        lines.accept(understood(records));
        partitions.passed(records);
      }
    }
  }

  private List<TailLine> understood(ConsumerRecords<byte[], byte[]> records) {
    List<TailLine> understood = new ArrayList<>(records.count());
    for (ConsumerRecord<byte[], byte[]> record : records) {
      try {
        understood.add(TailLine.of(record.value()));
      } catch (RuntimeException e) {
        unreadable.increment();
      }
    }
    return understood;
  }

  private void pause() {
    try {
      boolean ignored = closing.await(PAUSE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends within ten seconds. */
  @Override
  public void close() {
    closing.countDown();
    try {
      thread.join(TimeUnit.SECONDS.toMillis(CLOSE_SECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (thread.isAlive()) {
      thread.interrupt();
    }
  }
}
