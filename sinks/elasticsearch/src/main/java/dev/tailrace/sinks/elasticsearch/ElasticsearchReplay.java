package dev.tailrace.sinks.elasticsearch;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.tailrace.schemas.Category;
import dev.tailrace.sinks.core.SinkUnavailableException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Stores events that come back from the archive, each once: an event's id and index follow from the
 * event, and a document is only ever created. What is searchable already stays as it is. An event
 * whose day is still hot goes to its day's index, any other to a replay index. For one thread.
 */
public final class ElasticsearchReplay implements AutoCloseable {
  private static final int ATTEMPTS = 7;
  private static final long FIRST_WAIT_MILLIS = 500;

  private final ElasticsearchConfig config;
  private final InstantSource clock;
  private final BiConsumer<String, String> refusals;
  private final ElasticsearchConnection connection;
  private final BulkWriter bulk;
  private BulkBody batch = new BulkBody();
  private List<String> ids = new ArrayList<>();

  /** Whether the last request, which may have stored what it held, had no answer. */
  private boolean unanswered;

  /** Why events had to wait last. */
  private String reason = "";

  private long stored;
  private long present;
  private long refused;

  /**
   * Connects to nothing yet.
   *
   * @param refusals is told the id of each event that Elasticsearch refuses for good, and why
   */
  public ElasticsearchReplay(
      ElasticsearchConfig config, InstantSource clock, BiConsumer<String, String> refusals) {
    this.config = config;
    this.clock = clock;
    this.refusals = refusals;
    this.connection = new ElasticsearchConnection(config);
    this.bulk = new BulkWriter(connection, config.compression());
  }

  /**
   * Installs the index template, by which replay indices are made too.
   *
   * @throws SinkUnavailableException if the cluster does not answer or refuses
   */
  public void begin() throws SinkUnavailableException {
    ElasticsearchBootstrap.install(connection, config.indices());
  }

  /**
   * Takes an event, and stores what has gathered once that fills a request.
   *
   * @param filedAt decides the day
   * @param json the event on one line
   * @throws SinkUnavailableException if the cluster does not take events, for about half a minute
   * @throws InterruptedException if it is interrupted while it waits for the cluster
   */
  public void add(Category category, String eventId, Instant filedAt, byte[] json)
      throws SinkUnavailableException, InterruptedException {
    byte[] quotedId = JsonStringEncoder.getInstance().quoteAsUTF8(eventId);
    batch.add(index(category, filedAt), quotedId, json);
    ids.add(eventId);
    if (batch.documentBytes() >= config.bulk().bytes().bytes()
        || batch.size() >= config.bulk().count()) {
      flush();
    }
  }

  private String index(Category category, Instant filedAt) {
    DayIndex day = DayIndex.of(category, filedAt);
    return day.expired(clock.instant()) ? new ReplayIndex(day).name() : day.name();
  }

  /**
   * Stores what was taken; returns when it is durable.
   *
   * @throws SinkUnavailableException as {@link #add} does; what was stored is not stored twice by
   *     whoever begins again
   * @throws InterruptedException if it is interrupted while it waits for the cluster
   */
  public void flush() throws SinkUnavailableException, InterruptedException {
    long wait = FIRST_WAIT_MILLIS;
    for (int attempt = 1; batch.size() > 0; attempt++) {
      attempt();
      if (batch.size() > 0) {
        if (attempt == ATTEMPTS) {
          throw Unavailable.because(batch.size() + " events must wait: " + reason);
        }
        Thread.sleep(wait);
        wait *= 2;
      }
    }
  }

  /** Keeps those that the cluster could not take now. */
  private void attempt() {
    try {
      settle(bulk.write(batch));
      unanswered = false;
    } catch (SinkUnavailableException e) {
      unanswered = true;
      reason = String.valueOf(e.getMessage());
    }
  }

  private void settle(List<Answer> answers) {
    BulkBody later = new BulkBody();
    List<String> laterIds = new ArrayList<>();
    for (int i = 0; i < answers.size(); i++) {
      Answer answer = answers.get(i);
      if (answer instanceof Answer.Later wait) {
        later.add(batch, i);
        laterIds.add(ids.get(i));
        reason = wait.reason();
      } else if (answer instanceof Answer.Refused refusal) {
        refused++;
        refusals.accept(ids.get(i), refusal.reason());
      } else if (answer instanceof Answer.Stored || unanswered) {
        stored++;
      } else {
        present++;
      }
    }
    batch = later;
    ids = laterIds;
  }

  /** How many events are searchable by this that were not before. */
  public long stored() {
    return stored;
  }

  /** How many events were there already. */
  public long present() {
    return present;
  }

  /** How many events Elasticsearch refused. */
  public long refused() {
    return refused;
  }

  @Override
  public void close() {
    connection.close();
  }
}
