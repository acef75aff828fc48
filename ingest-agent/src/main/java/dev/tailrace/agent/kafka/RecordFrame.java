package dev.tailrace.agent.kafka;

import java.util.List;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.header.Header;

/**
 * What all records of one stream have in common, its key and some headers, encoded once. A frame
 * belongs to one topic.
 */
public final class RecordFrame {
  private final byte[] key;
  private final Encoded encodedKey = new Encoded();
  private final Encoded encodedHeaders = new Encoded();
  private final int headers;
  private int partition = -1;

  /**
   * @param key of every record; the records of a key go to one partition, in order
   * @param headers of every record, behind those that it has for itself
   */
  public RecordFrame(byte[] key, List<Header> headers) {
    this.key = key.clone();
    this.headers = headers.size();
    encodedKey.bytes(key);
    headers.forEach(header -> encodedHeaders.header(header.key(), header.value()));
  }

  /**
   * The partition of the records. It stays for the life of the frame, so that partitions that a
   * topic gets meanwhile do not take a stream's records out of their order.
   */
  int partition(int partitions) {
    if (partition < 0) {
      partition = BuiltInPartitioner.partitionForKey(key, partitions);
    }
    return partition;
  }

  Encoded encodedKey() {
    return encodedKey;
  }

  Encoded encodedHeaders() {
    return encodedHeaders;
  }

  int headers() {
    return headers;
  }
}
