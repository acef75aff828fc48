package dev.tailrace.agent.kafka;

import org.apache.kafka.common.utils.ByteUtils;

/** Records of one partition, collected uncompressed until there are enough of them. */
final class OpenBatch {
  private static final int RECORD_OVERHEAD = 32;

  private static final long DAY = 86_400_000;

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
  void append(RecordFrame frame, OwnHeaders own, long timestamp, byte[] value, int from, int to) {
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

  private int size(RecordFrame frame, OwnHeaders own, int delta, int length, int headers) {
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
   * Closes the batch and begins another.
   *
   * @param next an empty buffer for the records of the next batch
   */
  SealedBatch seal(Encoded next, Receipt receipt) {
    SealedBatch sealed = new SealedBatch(records, count, firstTimestamp, maxTimestamp, receipt);
    records = next;
    count = 0;
    return sealed;
  }
}
