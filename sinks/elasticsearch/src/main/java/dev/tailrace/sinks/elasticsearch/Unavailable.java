package dev.tailrace.sinks.elasticsearch;

import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import dev.tailrace.sinks.core.SinkUnavailableException;

/** Says why Elasticsearch does not take records, on one line. */
final class Unavailable {
  private static final int LONGEST_REASON = 500;

  private Unavailable() {}

  static SinkUnavailableException because(String doing, Exception cause) {
    return new SinkUnavailableException(
        "Elasticsearch: " + doing + " failed: " + reason(cause), cause);
  }

  static SinkUnavailableException because(String reason) {
    return new SinkUnavailableException("Elasticsearch: " + shortened(reason));
  }

  private static String reason(Exception e) {
    if (e instanceof ElasticsearchException refused) {
      return "status " + refused.status() + ", " + shortened(String.valueOf(refused.getMessage()));
    }
    String message = e.getMessage();
    return e.getClass().getSimpleName() + (message == null ? "" : ", " + shortened(message));
  }

  static String shortened(String text) {
    String line = text.replace('\n', ' ');
    return line.length() > LONGEST_REASON ? line.substring(0, LONGEST_REASON) + "..." : line;
  }
}
