package dev.tailrace.agent;

import dev.tailrace.platform.kafka.KafkaConfig;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;

/** How the agent's producer is set; batches, compression and patience can be configured. */
final class ProducerSettings {
  private static final int BATCH_BYTES = 256 << 10;
  private static final int LINGER_MILLIS = 10;

  /** A buffer that is smaller than a batch would make the broker wait while the agent reads. */
  private static final int AS_THE_SYSTEM_SEES_FIT = -1;

  private ProducerSettings() {}

  static Map<String, Object> of(KafkaConfig kafka) {
    Map<String, Object> settings = kafka.clientProperties("tailrace-agent");
    settings.putIfAbsent(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    settings.putIfAbsent(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
    settings.putIfAbsent(ProducerConfig.LINGER_MS_CONFIG, LINGER_MILLIS);
    settings.putIfAbsent(ProducerConfig.SEND_BUFFER_CONFIG, AS_THE_SYSTEM_SEES_FIT);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    return settings;
  }
}
