package dev.tailrace.sinks.elasticsearch;

import dev.tailrace.sinks.core.Partitions;
import dev.tailrace.sinks.core.Timestamps;
import dev.tailrace.sinks.elasticsearch.Filing.Document;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntPredicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * The documents of one bulk request and what must be known of their records until it is answered.
 * That is kept in few arrays: a record is a dozen objects, and when tens of thousands wait for an
 * answer the collector works more than all the rest of the sink.
 */
final class Batch {
  private static final int FIRST_LENGTH = 16;

  private final BulkBody body = new BulkBody();
  private final List<TopicPartition> partitions = new ArrayList<>();
  private final Slices keys = new Slices();
  private long[] offsets = new long[FIRST_LENGTH];
  private final Timestamps timestamps = new Timestamps();
  private final BitSet perhapsStored = new BitSet();
  private long number;
  private long begunNanos;

  /**
   * Begins it, with no documents.
   *
   * @param number higher than of any that was begun before
   * @param nanos when, by {@link System#nanoTime()}'s clock
   */
  Batch begin(long number, long nanos) {
    body.clear();
    partitions.clear();
    keys.clear();
    timestamps.clear();
    perhapsStored.clear();
    this.number = number;
    this.begunNanos = nanos;
    return this;
  }

  /** A batch in its place, with no documents. */
  Batch another() {
    return new Batch().begin(number, begunNanos);
  }

  long number() {
    return number;
  }

  long begunNanos() {
    return begunNanos;
  }

  void add(Document document) {
    ConsumerRecord<byte[], byte[]> record = document.record();
    body.add(document.index(), document.quotedId(), record.value());
    if (record.key() != null) {
      keys.append(record.key());
    }
    keys.end();
    added(partition(record), record.offset(), record.timestamp());
  }

  /** A document of another batch, and what is known of its record. */
  void add(Batch other, int i) {
    body.add(other.body, i);
    perhapsStored.set(size(), other.perhapsStored.get(i));
    keys.add(other.keys, i);
    added(other.partitions.get(i), other.offsets[i], other.timestamps.get(i));
  }

  /** A batch of those of its documents. */
  Batch where(IntPredicate wanted) {
    Batch some = another();
    for (int i = 0; i < size(); i++) {
      if (wanted.test(i)) {
        some.add(this, i);
      }
    }
    return some;
  }

  private void added(TopicPartition partition, long offset, long timestamp) {
    int at = partitions.size();
    if (at == offsets.length) {
      offsets = Arrays.copyOf(offsets, at * 2);
    }
    offsets[at] = offset;
    partitions.add(partition);
    timestamps.add(timestamp);
  }

  /** Records of a partition come after one another, and share what names it. */
  private TopicPartition partition(ConsumerRecord<byte[], byte[]> record) {
    TopicPartition last = partitions.isEmpty() ? null : partitions.get(partitions.size() - 1);
    return last != null && Partitions.has(last, record) ? last : Partitions.of(record);
  }

  BulkBody body() {
    return body;
  }

  int size() {
    return partitions.size();
  }

  TopicPartition partition(int i) {
    return partitions.get(i);
  }

  /** The record's place, key and value; a key that was empty is missing. */
  ConsumerRecord<byte[], byte[]> record(int i) {
    TopicPartition partition = partitions.get(i);
    byte[] key = keys.length(i) == 0 ? null : keys.get(i);
    return new ConsumerRecord<>(
        partition.topic(), partition.partition(), offsets[i], key, body.document(i));
  }

  /** Kafka's timestamps of its records. */
  Timestamps timestamps() {
    return timestamps;
  }

  /** A request that had no answer may have stored any of its documents. */
  void markPerhapsStored() {
    perhapsStored.set(0, size());
  }

  /** Whether a request that had no answer may have stored the document. */
  boolean perhapsStored(int i) {
    return perhapsStored.get(i);
  }
}
