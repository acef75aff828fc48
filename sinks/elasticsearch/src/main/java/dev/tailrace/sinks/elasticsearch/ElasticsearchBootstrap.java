package dev.tailrace.sinks.elasticsearch;

import dev.tailrace.platform.drift.Difference;
import dev.tailrace.sinks.core.SinkUnavailableException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
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
   * @return how new indices will be made, {@link IndexMode#STANDARD} or {@link IndexMode#LOGSDB}
   * @throws SinkUnavailableException if the cluster does not answer or refuses; try again
   */
  public static IndexMode install(ElasticsearchConfig config) throws SinkUnavailableException {
    try (ElasticsearchConnection connection = new ElasticsearchConnection(config)) {
      return install(connection, config.indices());
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
      boolean managed = HotLifecycle.installed(connection);
      IndexMode mode = config.indices().mode().in(connection);
      List<Difference> differences = new ArrayList<>();
      for (IndexTemplates.Definition wanted : IndexTemplates.all(config.indices(), mode, managed)) {
        differences.addAll(TemplateDrift.of(connection, wanted));
      }
      return differences;
    } catch (IOException e) {
      throw Unavailable.because("reading the index templates", e);
    }
  }

  static IndexMode install(ElasticsearchConnection connection, ElasticsearchConfig.Indices indices)
      throws SinkUnavailableException {
    try {
      IndexMode mode = indices.mode().in(connection);
      boolean managed = HotLifecycle.install(connection);
      for (IndexTemplates.Definition definition : IndexTemplates.all(indices, mode, managed)) {
        Request request = new Request("PUT", definition.path());
        request.setJsonEntity(definition.body().toString());
        connection.rest().performRequest(request);
      }
      return mode;
    } catch (IOException e) {
      throw Unavailable.because("installing the index templates", e);
    }
  }
}
