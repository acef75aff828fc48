package dev.tailrace.agent.kafka;

import org.apache.kafka.common.record.internal.Record;

/**
 * A record that the broker will never take. Its partition stands still until it is released. What
 * is to be called is to be called on the producer's thread.
 *
 * @param topic that it was for
 * @param record the record
 * @param reason the broker's word
 * @param release lets the partition go on without it
 * @param settle counts it as durable, once it is safe elsewhere or given up
 */
public record RefusedRecord(
    String topic, Record record, String reason, Runnable release, Runnable settle) {}
