package dev.tailrace.sinks.elasticsearch;

import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.elasticsearch._types.ExpandWildcard;
import dev.tailrace.schemas.Category;
import dev.tailrace.sinks.core.Chore;
import io.prometheus.client.Counter;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends hot retention where the cluster does not, see {@link HotLifecycle}: deletes a day's index
 * once its last possible event has been kept for {@link Category#hotRetention()}. And everywhere a
 * replay index, {@link ReplayIndex#KEPT} after its creation. Several may run at once.
 */
final class HotSweeper implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HotSweeper.class);
  private static final Duration INTERVAL = Duration.ofMinutes(10);

  private final ElasticsearchConnection connection;
  private final InstantSource clock;
  private final Counter deleted =
      Counter.build("tailrace_sink_indices_deleted_total", "Indices whose retention ended")
          .labelNames("category")
          .create();
  private final Chore chore = new Chore("tailrace-hot-sweeper", this::sweepSafely);
  private volatile @Nullable Instant lastSweep;
  private volatile boolean managed;
  private volatile @Nullable String lastError;

  HotSweeper(ElasticsearchConnection connection, InstantSource clock) {
    this.connection = connection;
    this.clock = clock;
  }

  /** Sweeps now and every ten minutes. */
  void start() {
    chore.start(Duration.ZERO, INTERVAL);
  }

  private void sweepSafely() {
    try {
      sweep();
      lastError = null;
    } catch (IOException | RuntimeException e) {
      lastError = Unavailable.shortened(e.toString());
      LOG.atWarn()
          .addKeyValue("reason", lastError)
          .log("cannot delete old indices; will try again");
    }
  }

  /**
   * Deletes what has expired.
   *
   * @throws IOException if the cluster does not answer
   */
  void sweep() throws IOException {
    managed = HotLifecycle.installed(connection);
    if (!managed) {
      for (DayIndex index : expired(indices(), clock.instant())) {
        delete(index.name(), index.category());
      }
    }
    sweepReplayed();
    lastSweep = clock.instant();
  }

  /** Those of the names that are day indices whose time has come. */
  static List<DayIndex> expired(List<String> names, Instant now) {
    return names.stream()
        .map(DayIndex::parse)
        .flatMap(Optional::stream)
        .filter(index -> index.expired(now))
        .toList();
  }

  private List<String> indices() throws IOException {
    Stream<String> patterns =
        Arrays.stream(Category.values()).map(category -> category.indexPrefix() + "*");
    return connection
        .client()
        .indices()
        .resolveIndex(
            r ->
                r.name(patterns.toList())
                    .expandWildcards(ExpandWildcard.Open, ExpandWildcard.Closed))
        .indices()
        .stream()
        .map(item -> item.name())
        .toList();
  }

  private void sweepReplayed() throws IOException {
    for (Map.Entry<String, Instant> index : replayed().entrySet()) {
      Optional<ReplayIndex> parsed = ReplayIndex.parse(index.getKey());
      if (parsed.isPresent() && ReplayIndex.expired(index.getValue(), clock.instant())) {
        delete(index.getKey(), parsed.get().day().category());
      }
    }
  }

  /** When each replay index was made. */
  private Map<String, Instant> replayed() throws IOException {
    Map<String, Instant> createdAt = new LinkedHashMap<>();
    connection
        .client()
        .indices()
        .getSettings(
            g ->
                g.index(ReplayIndex.PREFIX + "*")
                    .name("index.creation_date")
                    .expandWildcards(ExpandWildcard.Open, ExpandWildcard.Closed))
        .result()
        .forEach(
            (name, state) ->
                createdAt.put(name, Instant.ofEpochMilli(state.settings().index().creationDate())));
    return createdAt;
  }

  private void delete(String index, Category category) throws IOException {
    try {
      connection.client().indices().delete(d -> d.index(index));
      deleted.labels(category.id()).inc();
      LOG.atInfo().addKeyValue("index", index).log("deleted; its retention has ended");
    } catch (ElasticsearchException e) {
      // Another process may have been first.
      if (e.status() != 404) {
        throw e;
      }
    }
  }

  /** For health: who ends retention, when it was last looked at, and what is wrong. */
  Map<String, Object> details() {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("retention", managed ? "index lifecycle management" : "sweeper");
    Instant sweep = lastSweep;
    if (sweep != null) {
      details.put("last_sweep", sweep.toString());
    }
    String error = lastError;
    if (error != null) {
      details.put("sweep_error", error);
    }
    return details;
  }

  Counter metrics() {
    return deleted;
  }

  @Override
  public void close() {
    chore.close();
  }
}
