package dev.tailrace.sinks.core;

import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Somewhere to store records. One thread calls all methods, in this order: {@link #assigned}, then
 * {@link #put} and {@link #write} again and again, then {@link #revoked}.
 */
public interface Sink extends AutoCloseable {

  /** Why {@link #write} is called. */
  enum Moment {
    /** Records may have come; write what is due. */
    DUE,
    /** The sink is closing or partitions are about to go; write everything that can be written. */
    LAST
  }

  /**
   * A partition is this sink's from now on.
   *
   * @param committed what was committed for it last, with the metadata; empty if nothing was
   */
  void assigned(TopicPartition partition, Optional<OffsetAndMetadata> committed);

  /** Takes a record into a buffer. Does no I/O. */
  void put(ConsumerRecord<byte[], byte[]> record);

  /** Whether no more records should be put before the next {@link #write}. */
  boolean full();

  /**
   * Makes records durable and only then commits their offsets.
   *
   * @throws SinkUnavailableException if the store does not answer or asks for patience; nothing is
   *     lost, and the same call is made again after a pause
   */
  void write(Committer committer, Moment moment) throws SinkUnavailableException;

  /** A partition is another's from now on: forget what is buffered of it, commit nothing of it. */
  void revoked(TopicPartition partition);

  /** Frees connections. Writes nothing. */
  @Override
  void close();
}
