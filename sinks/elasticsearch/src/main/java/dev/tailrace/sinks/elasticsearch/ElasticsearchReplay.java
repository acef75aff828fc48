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
  private Batch<Event> batch = new Batch<>();

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

  private static final class Event implements BulkDocument {
    private final String index;
    private final String id;
    private final Instant filedAt;
    private final byte[] json;

    Event(String index, String id, Instant filedAt, byte[] json) {
      this.index = index;
      this.id = id;
      this.filedAt = filedAt;
      this.json = json;
    }

    @Override
    public String index() {
      return index;
    }

    @Override
    public byte[] quotedId() {
      return JsonStringEncoder.getInstance().quoteAsUTF8(id);
    }

    @Override
    public byte[] json() {
      return json;
    }

    @Override
    public long timestamp() {
      return filedAt.toEpochMilli();
    }
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
    batch.add(new Event(index(category, filedAt), eventId, filedAt, json));
    if (batch.bytes() >= config.bulk().bytes().bytes() || batch.size() >= config.bulk().count()) {
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
    Batch<Event> waiting = batch;
    batch = new Batch<>();
    long wait = FIRST_WAIT_MILLIS;
    for (int attempt = 1; waiting.size() > 0; attempt++) {
      waiting = attempt(waiting);
      if (waiting.size() > 0) {
        if (attempt == ATTEMPTS) {
          throw Unavailable.because(waiting.size() + " events must wait: " + reason);
        }
        Thread.sleep(wait);
        wait *= 2;
      }
    }
  }

  /** Returns those that the cluster could not take now. */
  private Batch<Event> attempt(Batch<Event> events) {
    try {
      List<Event> later = settle(events.documents(), bulk.write(events));
      unanswered = false;
      return Batch.of(later);
    } catch (SinkUnavailableException e) {
      unanswered = true;
      reason = String.valueOf(e.getMessage());
      return events;
    }
  }

  private List<Event> settle(List<Event> events, List<Answer> answers) {
    List<Event> later = new ArrayList<>();
    for (int i = 0; i < events.size(); i++) {
      Event event = events.get(i);
      Answer answer = answers.get(i);
      if (answer instanceof Answer.Later wait) {
        later.add(event);
        reason = wait.reason();
      } else if (answer instanceof Answer.Refused refusal) {
        refused++;
        refusals.accept(event.id, refusal.reason());
      } else if (answer instanceof Answer.Stored || unanswered) {
        stored++;
      } else {
        present++;
      }
    }
    return later;
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
