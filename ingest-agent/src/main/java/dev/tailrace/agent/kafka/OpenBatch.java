package dev.tailrace.agent.kafka;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.record.internal.DefaultRecordBatch;
import org.apache.kafka.common.record.internal.RecordBatch;
import org.apache.kafka.common.utils.ByteBufferOutputStream;
import org.apache.kafka.common.utils.ByteUtils;

/** Records of one partition, collected uncompressed until there are enough of them. */
final class OpenBatch {
  private static final int OVERHEAD = DefaultRecordBatch.RECORD_BATCH_OVERHEAD;
  private static final int RECORD_OVERHEAD = 32;

  private static final long DAY = 86_400_000;

  /** What a record that was larger than usual has left behind is not kept. */
  private static final int KEPT_CAPACITY = 1 << 20;

  private Encoded records = new Encoded(4 << 10);
  private int count;
  private long firstTimestamp;
  private long maxTimestamp;
  private long openedAt;

  int bytes() {
    return records.size();
  }

  boolean isEmpty() {
    return count == 0;
  }

  /** When its first record came, in milliseconds since 1970. */
  long openedAt() {
    return openedAt;
  }

  /** Adds a record as DefaultRecord has it. */
  void append(
      RecordFrame frame, RecordHeaders own, long timestamp, byte[] value, int from, int to) {
    if (count == 0) {
      firstTimestamp = timestamp;
      maxTimestamp = timestamp;
      openedAt = timestamp;
    }
    maxTimestamp = Math.max(maxTimestamp, timestamp);
    int delta = delta(timestamp);
    int headers = own.count() + frame.headers();
    int size = size(frame, own, delta, to - from, headers);
    Encoded out = records;
    out.reserve(size + RECORD_OVERHEAD);
    out.varint(size);
    out.octet(0);
    out.varint(delta);
    out.varint(count);
    out.raw(frame.encodedKey());
    out.varint(to - from);
    out.raw(value, from, to - from);
    out.varint(headers);
    out.raw(own.encoded());
    out.raw(frame.encodedHeaders());
    count++;
  }

  /** A clock that was set while the batch was open is followed for a day at most. */
  private int delta(long timestamp) {
    return (int) Math.max(-DAY, Math.min(DAY, timestamp - firstTimestamp));
  }

  private int size(RecordFrame frame, RecordHeaders own, int delta, int length, int headers) {
    return 1
        + ByteUtils.sizeOfVarint(delta)
        + ByteUtils.sizeOfVarint(count)
        + frame.encodedKey().size()
        + ByteUtils.sizeOfVarint(length)
        + length
        + ByteUtils.sizeOfVarint(headers)
        + own.encoded().size()
        + frame.encodedHeaders().size();
  }

  /**
   * Compresses what was collected and is empty again.
   *
   * @param buffer to be used for it if it is large enough
   */
  SealedBatch seal(Compression compression, ByteBuffer buffer, Receipt receipt) {
    ByteBufferOutputStream out = new ByteBufferOutputStream(buffer.clear());
    out.position(OVERHEAD);
    try (OutputStream stream = compression.wrapForOutput(out, RecordBatch.CURRENT_MAGIC_VALUE)) {
      stream.write(records.array(), 0, records.size());
    } catch (IOException e) {
      throw new UncheckedIOException(e); // it writes to memory
    }
    ByteBuffer batch = out.buffer().flip();
    SealedBatch sealed =
        new SealedBatch(batch, compression.type(), count, firstTimestamp, maxTimestamp, receipt);
    reset();
    return sealed;
  }

  private void reset() {
    if (records.array().length > KEPT_CAPACITY) {
      records = new Encoded(KEPT_CAPACITY / 2);
    }
    records.clear();
    count = 0;
  }
}
