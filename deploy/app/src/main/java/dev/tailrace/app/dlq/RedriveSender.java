package dev.tailrace.app.dlq;

import dev.tailrace.platform.kafka.KafkaConfig;
import dev.tailrace.schemas.Topics;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sends originals round, each in one transaction with the marker that says so. Two that run at once
 * cannot both commit: they share a transactional id.
 */
final class RedriveSender implements AutoCloseable {
  private static final String ID = "tailrace-dlq-redrive";

  private final KafkaProducer<byte[], byte[]> producer;

  RedriveSender(KafkaConfig kafka) {
    Map<String, Object> settings = kafka.clientProperties(ID);
    settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, ID);
    settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topics.MAX_RECORD_BYTES + 1024);
    producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** Fences whoever redrives, so that what it has marked is there to be read. */
  void begin() {
    producer.initTransactions();
  }

  /**
   * Sends them all or none.
   *
   * @throws KafkaException if they could not be sent
   */
  void send(Collection<StoredLetter> letters) {
    producer.beginTransaction();
    try {
      for (StoredLetter letter : letters) {
        // The commit waits for both, and throws what they failed of.
        Future<RecordMetadata> unused = producer.send(Redrive.record(letter));
        unused = producer.send(RedriveMarker.record(letter.id()));
      }
      producer.commitTransaction();
    } catch (KafkaException e) {
      producer.abortTransaction();
      throw e;
    }
  }

  @Override
  public void close() {
    producer.close();
  }
}
