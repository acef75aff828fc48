package dev.tailrace.router;

import dev.tailrace.platform.streams.Outcome;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** What the router does with an event; one event has several routes. */
sealed interface Route {
  /**
   * Send these bytes.
   *
   * @param topic the topic's name
   */
  @SuppressWarnings("ArrayRecordComponent") // passed on, never compared
  record Send(String topic, @Nullable String key, byte[] value, Headers headers) implements Route {}

  /** Send a dead letter: the line cannot go where it should. */
  record Reject(Outcome.Failed<?> failure) implements Route {}

  /** Send a dead letter about what the line reports; the line itself goes where it should. */
  record RejectReport(Outcome.Failed<?> failure) implements Route {}
}
