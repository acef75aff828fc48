package dev.tailrace.platform.streams;

import org.apache.kafka.streams.processor.api.Record;

/**
 * What a stage does with one record. It sees no Kafka context, so that it can be called plainly. An
 * instance serves one task and so one thread.
 */
@FunctionalInterface
public interface Step<V, R> {
  /**
   * Processes one record. If it throws, the record becomes a dead letter and the next one is
   * processed.
   *
   * @param record the record; its value is not null
   * @param origin where the record entered this topology
   */
  Outcome<R> apply(Record<String, V> record, Origin origin);
}
