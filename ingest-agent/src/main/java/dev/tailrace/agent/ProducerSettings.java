package dev.tailrace.agent;

import dev.tailrace.platform.kafka.KafkaConfig;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;

/** How the agent's producer is set; batches, compression and patience can be configured. */
final class ProducerSettings {
  private static final int BATCH_BYTES = 256 << 10;
  private static final int LINGER_MILLIS = 10;

  private ProducerSettings() {}

  static Map<String, Object> of(KafkaConfig kafka) {
    Map<String, Object> settings = kafka.clientProperties("tailrace-agent");
    settings.putIfAbsent(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    settings.putIfAbsent(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
    settings.putIfAbsent(ProducerConfig.LINGER_MS_CONFIG, LINGER_MILLIS);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    return settings;
  }
}
