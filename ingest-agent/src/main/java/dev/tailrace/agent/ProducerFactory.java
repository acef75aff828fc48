package dev.tailrace.agent;

import dev.tailrace.platform.kafka.KafkaConfig;
import dev.tailrace.schemas.Topics;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Makes the producer: idempotent, so that the lines of a source keep their order, and patient. */
record ProducerFactory(KafkaConfig kafka) implements Supplier<Producer<byte[], byte[]>> {
  /** More than {@link KafkaLineSink} ever has in flight, so that sending does not block on it. */
  private static final long BUFFER_BYTES = 64L << 20;

  private static final int BATCH_BYTES = 256 << 10;
  private static final int LINGER_MILLIS = 10;
  private static final int MAX_BLOCK_MILLIS = 3_000;

  @Override
  public Producer<byte[], byte[]> get() {
    Map<String, Object> settings = kafka.clientProperties("tailrace-agent");
    settings.putIfAbsent(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    settings.putIfAbsent(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
    settings.putIfAbsent(ProducerConfig.LINGER_MS_CONFIG, LINGER_MILLIS);
    settings.putIfAbsent(ProducerConfig.BUFFER_MEMORY_CONFIG, BUFFER_BYTES);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, MAX_BLOCK_MILLIS);
    settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topics.MAX_RECORD_BYTES + 1024);
    return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }
}
