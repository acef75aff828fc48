package dev.tailrace.schemas;

import static org.apache.kafka.common.config.TopicConfig.CLEANUP_POLICY_COMPACT;
import static org.apache.kafka.common.config.TopicConfig.CLEANUP_POLICY_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.CLEANUP_POLICY_DELETE;
import static org.apache.kafka.common.config.TopicConfig.MAX_MESSAGE_BYTES_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.RETENTION_MS_CONFIG;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes.ByteArraySerde;
import org.apache.kafka.common.serialization.Serdes.StringSerde;

/**
 * The catalogue of topics. Log topics are keyed by source id, so that the lines of a source stay in
 * order in one partition.
 */
public final class Topics {
  /** The largest record, in bytes: a line of the agent's limit, escaped as JSON at its worst. */
  public static final int MAX_RECORD_BYTES = 8 << 20;

  private static final Duration BUFFER = Duration.ofDays(3);
  private static final Duration SHORT = Duration.ofHours(6);
  private static final Duration LETTERS = Duration.ofDays(14);

  /** A line as it was read, with {@link TailraceHeaders}; or a JSON document of another shipper. */
  public static final Topic<String, byte[]> RAW = topic("logs.raw", new ByteArraySerde(), BUFFER);

  /** Between parser and enricher, when they run apart. */
  public static final Topic<String, LogEvent> PARSED =
      topic("logs.parsed", Serdes.LOG_EVENT, SHORT);

  /** Between enricher and router, when they run apart. */
  public static final Topic<String, LogEvent> ENRICHED =
      topic("logs.enriched", Serdes.LOG_EVENT, SHORT);

  /** What the live tail shows; keyed by run where there is one. */
  public static final Topic<String, LogEvent> LIVE = topic("logs.live", Serdes.LOG_EVENT, SHORT);

  /** Keyed by {@link CiEvent#key()}. */
  public static final Topic<String, CiEvent> CI_EVENTS =
      topic("ci.events", Serdes.CI_EVENT, BUFFER);

  public static final Topic<String, DeadLetter> DEAD_LETTERS =
      topic("logs.dlq", Serdes.DEAD_LETTER, LETTERS);

  /** Facts of runners, keyed by runner id: JSON objects. Compacted. */
  public static final Topic<String, byte[]> RUNNER_FACTS = compacted("facts.runners");

  /** Facts of repositories, keyed by repository: JSON objects. Compacted. */
  public static final Topic<String, byte[]> REPOSITORY_FACTS = compacted("facts.repositories");

  /** Facts of runs, keyed by run and attempt: JSON objects. Compacted, dropped after some days. */
  public static final Topic<String, byte[]> RUN_FACTS = passing("facts.runs");

  /**
   * The steps of jobs, keyed by run, attempt and job: JSON objects. Compacted, and dropped after
   * some days.
   */
  public static final Topic<String, byte[]> JOB_FACTS = passing("facts.jobs");

  /**
   * What is watched live, keyed by watcher: leases as JSON objects. Compacted, and dropped after
   * some days: a lease that is watched is renewed before, and a server that was killed takes none
   * back.
   */
  public static final Topic<String, byte[]> TAIL_INTEREST = passing("tail.interest");

  /** What has come of the sources of a job, keyed as the job's events are. */
  public static final Topic<String, SourceSummary> LEDGER =
      topic("logs.ledger", Serdes.SOURCE_SUMMARY, BUFFER);

  private static final Map<Category, Topic<String, LogEvent>> BY_CATEGORY = byCategory();

  private Topics() {}

  /** The topic {@code logs.<category>}. */
  public static Topic<String, LogEvent> of(Category category) {
    return Objects.requireNonNull(BY_CATEGORY.get(category));
  }

  /** Every topic that a fused pipeline needs. */
  public static List<Topic<?, ?>> fused() {
    List<Topic<?, ?>> topics = new ArrayList<>(List.of(RAW, LIVE, CI_EVENTS, DEAD_LETTERS));
    topics.addAll(List.of(RUNNER_FACTS, REPOSITORY_FACTS, RUN_FACTS, JOB_FACTS));
    topics.addAll(List.of(TAIL_INTEREST, LEDGER));
    topics.addAll(BY_CATEGORY.values());
    return List.copyOf(topics);
  }

  /** Every topic that a split pipeline needs. */
  public static List<Topic<?, ?>> split() {
    List<Topic<?, ?>> topics = new ArrayList<>(fused());
    topics.addAll(List.of(PARSED, ENRICHED));
    return List.copyOf(topics);
  }

  private static Map<Category, Topic<String, LogEvent>> byCategory() {
    Map<Category, Topic<String, LogEvent>> topics = new EnumMap<>(Category.class);
    for (Category category : Category.values()) {
      topics.put(category, topic("logs." + category.id(), Serdes.LOG_EVENT, BUFFER));
    }
    return topics;
  }

  private static Topic<String, byte[]> compacted(String name) {
    return topic(name, new ByteArraySerde(), Map.of(CLEANUP_POLICY_CONFIG, CLEANUP_POLICY_COMPACT));
  }

  private static Topic<String, byte[]> passing(String name) {
    return topic(
        name,
        new ByteArraySerde(),
        Map.of(
            CLEANUP_POLICY_CONFIG,
            CLEANUP_POLICY_COMPACT + "," + CLEANUP_POLICY_DELETE,
            RETENTION_MS_CONFIG,
            Long.toString(BUFFER.toMillis())));
  }

  private static <V> Topic<String, V> topic(String name, Serde<V> values, Duration retention) {
    return topic(name, values, Map.of(RETENTION_MS_CONFIG, Long.toString(retention.toMillis())));
  }

  private static <V> Topic<String, V> topic(
      String name, Serde<V> values, Map<String, String> cleanup) {
    Map<String, String> settings = new HashMap<>(cleanup);
    settings.put(MAX_MESSAGE_BYTES_CONFIG, Integer.toString(MAX_RECORD_BYTES));
    return new Topic<>(name, new StringSerde(), values, Map.copyOf(settings));
  }
}
