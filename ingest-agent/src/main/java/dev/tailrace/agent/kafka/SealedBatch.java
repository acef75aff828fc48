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

  private final ByteBuffer buffer;
  private final CompressionType compression;
  private final int count;
  private final long firstTimestamp;
  private final long maxTimestamp;
  private final Receipt receipt;
  private State state = State.WAITING;
  private int sequence = NO_SEQUENCE;
  private String refusal = "";
  private boolean handedOver;

  /**
   * @param buffer the batch from 0 to its limit, its header still to be written
   */
  SealedBatch(
      ByteBuffer buffer,
      CompressionType compression,
      int count,
      long firstTimestamp,
      long maxTimestamp,
      Receipt receipt) {
    this.buffer = buffer;
    this.compression = compression;
    this.count = count;
    this.firstTimestamp = firstTimestamp;
    this.maxTimestamp = maxTimestamp;
    this.receipt = receipt;
  }

  int bytes() {
    return buffer.limit();
  }

  ByteBuffer buffer() {
    return buffer;
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
    records(ProducerIdAndEpoch.NONE).records().forEach(contents::add);
    return contents;
  }

  /** The batch as it goes over the wire, named by producer and sequence number (KIP-98). */
  MemoryRecords records(ProducerIdAndEpoch producer) {
    buffer.position(0);
    DefaultRecordBatch.writeHeader(
        buffer,
        /* baseOffset= */ 0,
        count - 1,
        bytes(),
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
    buffer.position(0);
    return MemoryRecords.readableRecords(buffer.duplicate());
  }
}
