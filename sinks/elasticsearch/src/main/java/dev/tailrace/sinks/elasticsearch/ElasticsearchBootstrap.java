package dev.tailrace.sinks.elasticsearch;

import dev.tailrace.sinks.core.SinkUnavailableException;
import java.io.IOException;
import org.elasticsearch.client.Request;

/**
 * Prepares a cluster: installs index templates and, where the cluster has them, lifecycle policies,
 * or brings older ones up to date.
 */
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

  static void install(ElasticsearchConnection connection, ElasticsearchConfig.Indices indices)
      throws SinkUnavailableException {
    try {
      boolean managed = HotLifecycle.install(connection);
      for (IndexTemplates.Definition definition : IndexTemplates.all(indices, managed)) {
        Request request = new Request("PUT", definition.path());
        request.setJsonEntity(definition.body().toString());
        connection.rest().performRequest(request);
      }
    } catch (IOException e) {
      throw Unavailable.because("installing the index templates", e);
    }
  }
}
