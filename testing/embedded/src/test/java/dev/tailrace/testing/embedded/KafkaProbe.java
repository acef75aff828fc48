package dev.tailrace.testing.embedded;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** What a client of the broker does: makes a topic, sends to it in a transaction, reads it back. */
final class KafkaProbe {
  static final String TOPIC = "probe";
  private static final int SECONDS = 60;

  private final Map<String, Object> servers;

  KafkaProbe(String bootstrapServers) {
    servers = Map.of("bootstrap.servers", bootstrapServers);
  }

  String clusterId() throws Exception {
    try (Admin admin = Admin.create(servers)) {
      return admin.describeCluster().clusterId().get(SECONDS, TimeUnit.SECONDS);
    }
  }

  void createTopic() throws Exception {
    try (Admin admin = Admin.create(servers)) {
      NewTopic topic = new NewTopic(TOPIC, Optional.of(1), Optional.empty());
      admin
          .createTopics(List.of(topic.configs(Map.of("max.message.bytes", "9437184"))))
          .all()
          .get(SECONDS, TimeUnit.SECONDS);
    }
  }

  void sendInTransaction(byte[] value) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                servers.get("bootstrap.servers"),
                "transactional.id",
                "probe",
                "max.request.size",
                9437184),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>(TOPIC, value)).get(SECONDS, TimeUnit.SECONDS);
      producer.commitTransaction();
    }
  }

  List<byte[]> readAsGroup(int count) {
    List<byte[]> values = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers", servers.get("bootstrap.servers"),
                "group.id", "probe",
                "isolation.level", "read_committed",
                "auto.offset.reset", "earliest",
                "enable.auto.commit", false),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.subscribe(List.of(TOPIC));
      Instant end = Instant.now().plusSeconds(SECONDS);
      while (values.size() < count && Instant.now().isBefore(end)) {
        consumer.poll(Duration.ofMillis(200)).forEach(record -> values.add(record.value()));
      }
    }
    return values;
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
