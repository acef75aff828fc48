package dev.tailrace.sinks.s3;

import dev.tailrace.sinks.core.SinkUnavailableException;

/** Keeps objects by key. */
interface ObjectStore extends AutoCloseable {

  /**
   * Stores an object, unless it is there already, and returns when it is durable. One that says
   * nothing of its records takes the place of the one that had its key.
   *
   * @throws SinkUnavailableException if it may not have been stored, for whatever reason, or if an
   *     object of other records has its key
   */
  void put(Upload object) throws SinkUnavailableException;

  @Override
  void close();
}
