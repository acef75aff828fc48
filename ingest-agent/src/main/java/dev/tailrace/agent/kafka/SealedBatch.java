package dev.tailrace.agent.kafka;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.record.internal.CompressionType;
import org.apache.kafka.common.record.internal.DefaultRecordBatch;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.Record;
import org.apache.kafka.common.record.internal.RecordBatch;
import org.apache.kafka.common.utils.ProducerIdAndEpoch;
import org.jspecify.annotations.Nullable;

/** A record batch on its way. It is kept until it is durable, so it can be sent again. */
final class SealedBatch {
  static final int NO_SEQUENCE = -1;

  enum State {
    WAITING,
    IN_FLIGHT,
    /** The broker will never take it as it is. */
    REFUSED,
    DURABLE
  }

  private @Nullable Encoded records;
  private final int weight;
  private final int count;
  private final long firstTimestamp;
  private final long maxTimestamp;
  private final Receipt receipt;
  private State state = State.WAITING;
  private int sequence = NO_SEQUENCE;
  private CompressionType compression = CompressionType.NONE;
  private volatile @Nullable ByteBuffer buffer;
  private String refusal = "";
  private boolean handedOver;

  /**
   * @param records what is in it, to be compressed
   */
  SealedBatch(Encoded records, int count, long firstTimestamp, long maxTimestamp, Receipt receipt) {
    this.records = records;
    this.weight = records.size();
    this.count = count;
    this.firstTimestamp = firstTimestamp;
    this.maxTimestamp = maxTimestamp;
    this.receipt = receipt;
  }

  /**
   * Hands its records over to whoever compresses them.
   *
   * @throws IllegalStateException if they were handed over before
   */
  Encoded takeRecords() {
    Encoded taken = records;
    if (taken == null) {
      throw new IllegalStateException("compressed twice");
    }
    records = null;
    return taken;
  }

  /** Its size in bytes before compression. */
  int weight() {
    return weight;
  }

  /**
   * Completes it; on the compressor's thread.
   *
   * @param batch from 0 to its limit, its header still to be written
   */
  void compressed(CompressionType type, ByteBuffer batch) {
    compression = type;
    buffer = batch;
  }

  boolean isCompressed() {
    return buffer != null;
  }

  /**
   * @throws IllegalStateException if it is not compressed
   */
  ByteBuffer buffer() {
    ByteBuffer batch = buffer;
    if (batch == null) {
      throw new IllegalStateException("not compressed");
    }
    return batch;
  }

  int count() {
    return count;
  }

  /** When its first record was observed, in milliseconds since 1970. */
  long firstTimestamp() {
    return firstTimestamp;
  }

  Receipt receipt() {
    return receipt;
  }

  State state() {
    return state;
  }

  void state(State next) {
    state = next;
  }

  int sequence() {
    return sequence;
  }

  void sequence(int number) {
    sequence = number;
  }

  /** Why the broker refused it, in its words. */
  String refusal() {
    return refusal;
  }

  void refusal(String words) {
    refusal = words;
  }

  /** Whether somebody is already looking after its refused record. */
  boolean handedOver() {
    return handedOver;
  }

  void handOver() {
    handedOver = true;
  }

  /** What is in it, decompressed. */
  List<Record> contents() {
    List<Record> contents = new ArrayList<>(count);
    numbered(ProducerIdAndEpoch.NONE).records().forEach(contents::add);
    return contents;
  }

  /** The batch as it goes over the wire, named by producer and sequence number (KIP-98). */
  MemoryRecords numbered(ProducerIdAndEpoch producer) {
    ByteBuffer batch = buffer();
    batch.position(0);
    DefaultRecordBatch.writeHeader(
        batch,
        /* baseOffset= */ 0,
        count - 1,
        batch.limit(),
        RecordBatch.CURRENT_MAGIC_VALUE,
        compression,
        TimestampType.CREATE_TIME,
        firstTimestamp,
        maxTimestamp,
        producer.producerId,
        producer.epoch,
        sequence,
        /* isTransactional= */ false,
        /* isControlBatch= */ false,
        /* isDeleteHorizonSet= */ false,
        RecordBatch.NO_PARTITION_LEADER_EPOCH,
        count);
    batch.position(0);
    return MemoryRecords.readableRecords(batch.duplicate());
  }
}
