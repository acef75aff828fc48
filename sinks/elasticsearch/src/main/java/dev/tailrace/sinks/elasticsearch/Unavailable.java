package dev.tailrace.sinks.elasticsearch;

import dev.tailrace.sinks.core.SinkUnavailableException;
import org.elasticsearch.client.ResponseException;

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
    if (e instanceof ResponseException refused) {
      return "status "
          + refused.getResponse().getStatusLine().getStatusCode()
          + ", "
          + shortened(String.valueOf(refused.getMessage()));
    }
    String message = e.getMessage();
    return e.getClass().getSimpleName() + (message == null ? "" : ", " + shortened(message));
  }

  static String shortened(String text) {
    String line = text.replace('\n', ' ');
    return line.length() > LONGEST_REASON ? line.substring(0, LONGEST_REASON) + "..." : line;
  }
}
