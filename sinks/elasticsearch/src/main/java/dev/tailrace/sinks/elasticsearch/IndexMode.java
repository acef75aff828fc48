package dev.tailrace.sinks.elasticsearch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tailrace.schemas.Json;
import dev.tailrace.sinks.core.SinkUnavailableException;
import java.io.IOException;
import java.util.Locale;
import org.elasticsearch.client.Request;

/**
 * How an index is made, once and for all: Elasticsearch's {@code index.mode}.
 *
 * @see <a
 *     href="https://www.elastic.co/guide/en/elasticsearch/reference/8.19/logs-data-stream.html">
 *     Elasticsearch on logsdb</a>
 */
public enum IndexMode {
  /** {@link #LOGSDB} where the cluster offers it, or else {@link #STANDARD}. */
  AUTO,
  /** As of any index. */
  STANDARD,
  /** Made for logs, from Elasticsearch 8.17 on: less disk for a little more CPU. */
  LOGSDB;

  private static final String SIMULATE = "/_index_template/_simulate";

  /**
   * What becomes of it in a cluster, which is asked.
   *
   * @return {@link #STANDARD} or {@link #LOGSDB}
   * @throws IOException if the cluster does not answer or is not well
   * @throws SinkUnavailableException if logsdb is demanded and the cluster does not offer it
   */
  IndexMode in(ElasticsearchConnection connection) throws IOException, SinkUnavailableException {
    if (this == STANDARD) {
      return STANDARD;
    }
    if (connection.takes(trial())) {
      return LOGSDB;
    }
    if (this == LOGSDB) {
      throw Unavailable.because(
          "elasticsearch.indices.mode is logsdb, which this cluster does not take (Elasticsearch"
              + " offers it from 8.17 on); write auto or standard");
    }
    return STANDARD;
  }

  /** A template that the cluster checks, as if it were to be installed, and forgets. */
  private static Request trial() {
    ObjectNode body = Json.MAPPER.createObjectNode().put("priority", IndexTemplates.PRIORITY);
    body.putArray("index_patterns").add("tailrace-trial");
    LOGSDB.settings(body.putObject("template").putObject("settings").putObject("index"));
    Request request = new Request("POST", SIMULATE);
    request.setJsonEntity(body.toString());
    return request;
  }

  /** Adds what makes an index one of this mode, and else as any other is. */
  void settings(ObjectNode index) {
    if (this == LOGSDB) {
      index.put("mode", toString());
      // Documents come back as they were sent, and what is no time is refused, in either mode.
      ObjectNode mapping = index.putObject("mapping");
      mapping.put("ignore_malformed", false).putObject("source").put("mode", "stored");
    }
  }

  /** As it is written in the configuration and in Elasticsearch's. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
