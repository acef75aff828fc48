package dev.tailrace.schemas;

import java.util.Map;
import org.apache.kafka.common.serialization.Serde;

/**
 * A topic and what is in it.
 *
 * @param name its name in Kafka
 * @param keys how keys are read and written
 * @param values how values are read and written
 * @param settings its topic settings in Kafka, beside the number of partitions and replicas
 */
public record Topic<K, V>(
    String name, Serde<K> keys, Serde<V> values, Map<String, String> settings) {}
