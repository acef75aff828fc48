package dev.tailrace.sinks.s3;

import dev.tailrace.sinks.core.SinkUnavailableException;

/** Keeps objects by key. */
interface ObjectStore extends AutoCloseable {

  /**
   * Stores an object in place of the one that had its key, and returns when it is durable.
   *
   * @throws SinkUnavailableException if it may not have been stored, for whatever reason
   */
  void put(Upload object) throws SinkUnavailableException;

  @Override
  void close();
}
