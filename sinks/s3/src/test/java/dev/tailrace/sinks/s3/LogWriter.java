package dev.tailrace.sinks.s3;

import dev.tailrace.platform.kafka.KafkaConfig;
import dev.tailrace.schemas.Category;
import dev.tailrace.schemas.TailraceHeaders;
import dev.tailrace.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes to a category's topic of one partition as the router does: in transactions. */
final class LogWriter implements AutoCloseable {
  private static final int SECONDS = 60;

  private final TopicPartition partition;
  private final Instant filedAt;
  private final KafkaProducer<byte[], byte[]> producer;
  private final Admin admin;

  LogWriter(KafkaConfig kafka, Category category) {
    this(kafka, category, Records.FILED_AT);
  }

  LogWriter(KafkaConfig kafka, Category category, Instant filedAt) {
    this.filedAt = filedAt;
    partition = new TopicPartition(Topics.of(category).name(), 0);
    Map<String, Object> properties = kafka.clientProperties("writer");
    properties.put("transactional.id", "writer-" + category.id());
    producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    producer.initTransactions();
    admin = Admin.create(kafka.clientProperties("writer-admin"));
  }

  String topic() {
    return partition.topic();
  }

  List<String> commit(String name, int count) {
    producer.beginTransaction();
    List<String> values = send(name, count);
    producer.commitTransaction();
    return values;
  }

  void abort(String name, int count) {
    producer.beginTransaction();
    send(name, count);
    producer.flush();
    producer.abortTransaction();
  }

  long endOffset() throws Exception {
    return admin
        .listOffsets(Map.of(partition, OffsetSpec.latest()))
        .partitionResult(partition)
        .get(SECONDS, TimeUnit.SECONDS)
        .offset();
  }

  OffsetAndMetadata committedBySink() throws Exception {
    return admin
        .listConsumerGroupOffsets(S3SinkRole.GROUP)
        .partitionsToOffsetAndMetadata()
        .get(SECONDS, TimeUnit.SECONDS)
        .get(partition);
  }

  @Override
  public void close() {
    producer.close();
    admin.close();
  }

  private List<String> send(String name, int count) {
    List<String> values = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String value = "{\"name\":\"%s\",\"number\":%d}".formatted(name, i);
      values.add(value);
      var unused = producer.send(record(value)); // the commit fails if it did
    }
    return values;
  }

  private ProducerRecord<byte[], byte[]> record(String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    var record = new ProducerRecord<byte[], byte[]>(partition.topic(), 0, null, bytes);
    record.headers().add(TailraceHeaders.FILED_AT, TailraceHeaders.number(filedAt.toEpochMilli()));
    return record;
  }
}
