package dev.tailrace.agent;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tailrace.platform.kafka.KafkaConfig;
import dev.tailrace.schemas.TailraceHeaders;
import dev.tailrace.schemas.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * What is in a topic, without the records that repeat an offset of their source.
 *
 * @param records of each partition in order
 * @param gapless whether no line of a source came before an earlier line of it
 */
record RawTopic(List<ConsumerRecord<byte[], byte[]>> records, boolean gapless) {

  static RawTopic readAll(KafkaConfig config) {
    return readAll(config, Topics.RAW.name());
  }

  static RawTopic readAll(KafkaConfig config, String topic) {
    List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            config.clientProperties("test"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
        consumer.poll(Duration.ofMillis(200)).forEach(all::add);
      }
    }
    return once(all);
  }

  /** Drops doubles; a new line behind a hole shows as a first sight of an offset too late. */
  private static RawTopic once(List<ConsumerRecord<byte[], byte[]>> all) {
    Map<String, Long> last = new HashMap<>();
    Map<String, Boolean> seen = new HashMap<>();
    List<ConsumerRecord<byte[], byte[]>> kept = new ArrayList<>();
    boolean gapless = true;
    for (ConsumerRecord<byte[], byte[]> record : all) {
      String source = new String(record.key(), UTF_8);
      long offset = offset(record);
      boolean isNew = seen.put(source + offset, true) == null;
      if (offset > last.getOrDefault(source, -1L)) {
        last.put(source, offset);
        kept.add(record);
      } else if (isNew && offset >= 0) {
        gapless = false;
      }
    }
    return new RawTopic(kept.isEmpty() ? all : kept, gapless);
  }

  private static long offset(ConsumerRecord<byte[], byte[]> record) {
    return TailraceHeaders.number(record.headers(), TailraceHeaders.OFFSET).orElse(-1);
  }

  List<String> texts() {
    return records.stream().map(record -> new String(record.value(), UTF_8)).toList();
  }

  /** What of these lines is missing, and what is there besides; each line counts. */
  List<String> differences(List<String> expected) {
    Map<String, Integer> missing = new HashMap<>();
    expected.forEach(text -> missing.merge(text, 1, Integer::sum));
    texts().forEach(text -> missing.merge(text, -1, Integer::sum));
    return missing.entrySet().stream()
        .filter(entry -> entry.getValue() != 0)
        .map(entry -> (entry.getValue() > 0 ? "missing: " : "too often: ") + entry.getKey())
        .toList();
  }

  List<Long> offsets() {
    return records.stream().map(RawTopic::offset).toList();
  }

  /** The sources with a line that does not begin where the one before it ended. */
  Set<String> torn() {
    Map<String, Long> ends = new HashMap<>();
    Set<String> torn = new TreeSet<>();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      String source = new String(record.key(), UTF_8);
      if (ends.getOrDefault(source, 0L) != offset(record)) {
        torn.add(source);
      }
      ends.put(source, TailraceHeaders.number(record.headers(), TailraceHeaders.END).orElse(-1));
    }
    return torn;
  }

  List<String> tags() {
    return records.stream()
        .map(r -> TailraceHeaders.text(r.headers(), TailraceHeaders.TAGS).orElse(""))
        .toList();
  }

  static void limit(KafkaConfig config, String topic, int bytes) {
    ConfigEntry entry = new ConfigEntry("max.message.bytes", Integer.toString(bytes));
    try (Admin admin = Admin.create(config.clientProperties("test"))) {
      admin
          .incrementalAlterConfigs(
              Map.of(
                  new ConfigResource(ConfigResource.Type.TOPIC, topic),
                  List.of(new AlterConfigOp(entry, AlterConfigOp.OpType.SET))))
          .all()
          .get(30, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }
}
