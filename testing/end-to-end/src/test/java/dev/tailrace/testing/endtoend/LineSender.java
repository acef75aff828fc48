package dev.tailrace.testing.endtoend;

import dev.tailrace.platform.kafka.KafkaConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Sends lines as the agent does. */
final class LineSender implements AutoCloseable {
  private final KafkaProducer<byte[], byte[]> producer;

  LineSender(KafkaConfig kafka) {
    producer =
        new KafkaProducer<>(inOrder(kafka), new ByteArraySerializer(), new ByteArraySerializer());
  }

  /**
   * Also while a partition has no leader yet, as the agent does: a batch waits for the one before.
   */
  private static Map<String, Object> inOrder(KafkaConfig kafka) {
    Map<String, Object> properties = kafka.clientProperties("test-agent");
    properties.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
    return properties;
  }

  /** Sends lines and returns when Kafka has them. */
  void send(List<ProducerRecord<byte[], byte[]>> records)
      throws InterruptedException, ExecutionException {
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    records.forEach(record -> sent.add(producer.send(record)));
    producer.flush();
    for (Future<RecordMetadata> one : sent) {
      one.get();
    }
  }

  /** At once: what was sent is with Kafka, which may be gone. */
  @Override
  public void close() {
    producer.close(Duration.ZERO);
  }
}
