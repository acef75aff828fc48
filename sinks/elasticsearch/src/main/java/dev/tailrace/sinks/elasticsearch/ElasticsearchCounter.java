package dev.tailrace.sinks.elasticsearch;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import dev.tailrace.schemas.Category;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;

/** Counts what is stored. */
public final class ElasticsearchCounter {
  private ElasticsearchCounter() {}

  /**
   * How many documents each category has, with everything that was stored before the call.
   *
   * @throws IOException if the cluster does not answer
   */
  public static Map<Category, Long> count(ElasticsearchConfig config) throws IOException {
    Map<Category, Long> counts = new EnumMap<>(Category.class);
    try (ElasticsearchConnection connection = new ElasticsearchConnection(config)) {
      for (Category category : Category.values()) {
        counts.put(category, count(connection.client(), category.indexPrefix() + "*"));
      }
    }
    return counts;
  }

  private static long count(ElasticsearchClient client, String pattern) throws IOException {
    client.indices().refresh(r -> r.index(pattern));
    return client.count(c -> c.index(pattern)).count();
  }
}
