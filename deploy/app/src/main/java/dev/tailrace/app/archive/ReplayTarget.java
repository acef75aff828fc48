package dev.tailrace.app.archive;

import dev.tailrace.schemas.Category;
import dev.tailrace.schemas.LogEvent;
import dev.tailrace.sinks.core.SinkUnavailableException;

/** Where events go that come back from the archive. */
interface ReplayTarget extends AutoCloseable {

  /**
   * Makes sure that it can take events.
   *
   * @throws SinkUnavailableException if it does not answer or refuses
   */
  void begin() throws SinkUnavailableException, InterruptedException;

  /**
   * Takes an event.
   *
   * @param json the event as it was archived
   * @throws SinkUnavailableException if it takes no events any more
   */
  void add(Category category, LogEvent event, byte[] json)
      throws SinkUnavailableException, InterruptedException;

  /**
   * Returns when all events are durable.
   *
   * @throws SinkUnavailableException if some are not
   */
  void finish() throws SinkUnavailableException, InterruptedException;

  /** What became of them, on one line. */
  String outcome();

  /** How many of them it refused. */
  long refused();

  @Override
  void close();
}
