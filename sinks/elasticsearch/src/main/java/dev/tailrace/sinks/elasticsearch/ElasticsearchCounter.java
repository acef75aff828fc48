package dev.tailrace.sinks.elasticsearch;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.HealthStatus;
import co.elastic.clients.elasticsearch._types.Time;
import dev.tailrace.schemas.Category;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;

/**
 * Counts what is stored, with everything that was stored before the call. Each count throws {@link
 * UncheckedIOException} if the cluster does not answer.
 */
public final class ElasticsearchCounter implements AutoCloseable {
  private static final Time STARTED_WITHIN = Time.of(time -> time.time("30s"));

  private final ElasticsearchConnection connection;

  /** Connects to nothing yet. */
  public ElasticsearchCounter(ElasticsearchConfig config) {
    this.connection = new ElasticsearchConnection(config);
  }

  /** How many documents there are of all categories; what was replayed is not among them. */
  public long count() {
    return count(
        Arrays.stream(Category.values()).map(category -> category.indexPrefix() + "*").toList());
  }

  /** How many documents there are of a category. */
  public long count(Category category) {
    return count(List.of(category.indexPrefix() + "*"));
  }

  private long count(List<String> patterns) {
    ElasticsearchClient client = connection.client();
    try {
      // An index that was made a moment ago answers 503 until its shards have started.
      client
          .cluster()
          .health(
              h -> h.index(patterns).waitForStatus(HealthStatus.Yellow).timeout(STARTED_WITHIN));
      client.indices().refresh(r -> r.index(patterns));
      return client.count(c -> c.index(patterns)).count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    connection.close();
  }
}
