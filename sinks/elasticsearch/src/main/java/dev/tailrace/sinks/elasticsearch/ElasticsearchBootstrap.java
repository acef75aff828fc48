package dev.tailrace.sinks.elasticsearch;

import dev.tailrace.platform.drift.Difference;
import dev.tailrace.sinks.core.SinkUnavailableException;
import java.io.IOException;
import java.util.List;
import org.elasticsearch.client.Request;

/** Prepares a cluster: installs the index template, or brings an older one up to date. */
public final class ElasticsearchBootstrap {
  private ElasticsearchBootstrap() {}

  /**
   * Installs what day indices are made from. Changes no index that is there.
   *
   * @throws SinkUnavailableException if the cluster does not answer or refuses; try again
   */
  public static void install(ElasticsearchConfig config) throws SinkUnavailableException {
    try (ElasticsearchConnection connection = new ElasticsearchConnection(config)) {
      install(connection, config.indices());
    }
  }

  /**
   * What {@link #install(ElasticsearchConfig)} would change. Changes nothing.
   *
   * @throws SinkUnavailableException if the cluster does not answer or refuses
   */
  public static List<Difference> differences(ElasticsearchConfig config)
      throws SinkUnavailableException {
    try (ElasticsearchConnection connection = new ElasticsearchConnection(config)) {
      return TemplateDrift.of(connection, IndexTemplate.json(config.indices()));
    } catch (IOException e) {
      throw Unavailable.because("reading the index template", e);
    }
  }

  static void install(ElasticsearchConnection connection, ElasticsearchConfig.Indices indices)
      throws SinkUnavailableException {
    Request request = new Request("PUT", "/_index_template/" + IndexTemplate.NAME);
    request.setJsonEntity(IndexTemplate.json(indices).toString());
    try {
      connection.rest().performRequest(request);
    } catch (IOException e) {
      throw Unavailable.because("installing the index template", e);
    }
  }
}
