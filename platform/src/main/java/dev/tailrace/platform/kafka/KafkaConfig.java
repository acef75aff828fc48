package dev.tailrace.platform.kafka;

import static java.util.Objects.requireNonNullElse;

import dev.tailrace.platform.config.ConfigException;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.kafka.clients.CommonClientConfigs;

/**
 * How to reach Kafka.
 *
 * @param bootstrapServers {@code host:port}, several joined by commas
 * @param partitions how many partitions a new topic gets, from 1
 * @param replicationFactor how many replicas a new topic gets, from 1; -1 leaves it to the broker
 * @param properties any other setting of Kafka's clients, for example {@code security.protocol}
 */
public record KafkaConfig(
    String bootstrapServers,
    Integer partitions,
    Integer replicationFactor,
    Map<String, String> properties) {

  private static final Pattern SERVERS =
      Pattern.compile("[^\\s,:]+:\\d{1,5}(,[^\\s,:]+:\\d{1,5})*");

  public KafkaConfig {
    bootstrapServers = requireNonNullElse(bootstrapServers, "127.0.0.1:9092");
    partitions = requireNonNullElse(partitions, 6);
    replicationFactor = requireNonNullElse(replicationFactor, -1);
    properties = Map.copyOf(requireNonNullElse(properties, Map.of()));
    if (!SERVERS.matcher(bootstrapServers).matches()) {
      throw new ConfigException(
          "bootstrap-servers", bootstrapServers, "write host:port, several joined by commas");
    }
    if (partitions < 1 || partitions > 10_000) {
      throw new ConfigException("partitions", partitions, "must be from 1 to 10000");
    }
    if (replicationFactor == 0 || replicationFactor < -1) {
      throw new ConfigException(
          "replication-factor", replicationFactor, "must be 1 or more, or -1");
    }
  }

  /** One broker and the defaults for everything else. */
  public static KafkaConfig of(String bootstrapServers) {
    return new KafkaConfig(bootstrapServers, 6, -1, Map.of());
  }

  /** The settings that every client starts from. */
  public Map<String, Object> clientProperties(String clientId) {
    Map<String, Object> all = new HashMap<>(properties);
    all.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    all.put(CommonClientConfigs.CLIENT_ID_CONFIG, clientId);
    return all;
  }
}
