package dev.tailrace.app.archive;

import dev.tailrace.schemas.Category;
import dev.tailrace.schemas.LogEvent;
import dev.tailrace.sinks.core.SinkUnavailableException;
import dev.tailrace.sinks.elasticsearch.ElasticsearchConfig;
import dev.tailrace.sinks.elasticsearch.ElasticsearchReplay;
import java.time.InstantSource;
import java.util.function.BiConsumer;

/** Makes events searchable again, each once. */
final class IndexTarget implements ReplayTarget {
  private final ElasticsearchReplay replay;

  /**
   * @param refusals is told the id of an event that is refused, and why
   */
  IndexTarget(ElasticsearchConfig config, BiConsumer<String, String> refusals) {
    replay = new ElasticsearchReplay(config, InstantSource.system(), refusals);
  }

  @Override
  public void begin() throws SinkUnavailableException {
    replay.begin();
  }

  @Override
  public void add(Category category, LogEvent event, byte[] json)
      throws SinkUnavailableException, InterruptedException {
    replay.add(category, event.eventId(), event.filedAt(), json);
  }

  @Override
  public void finish() throws SinkUnavailableException, InterruptedException {
    replay.flush();
  }

  @Override
  public String outcome() {
    return "stored: %d, already there: %d, refused: %d"
        .formatted(replay.stored(), replay.present(), replay.refused());
  }

  @Override
  public long refused() {
    return replay.refused();
  }

  @Override
  public void close() {
    replay.close();
  }
}
