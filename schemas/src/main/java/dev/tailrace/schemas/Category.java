package dev.tailrace.schemas;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Where a log event belongs and how long it is kept. This table is the only place that says so:
 * topics, index names, index lifetimes, archive prefixes and the lifecycle rules of the bucket all
 * follow from it.
 *
 * <p>Hot storage (Elasticsearch) keeps an event for its retention, at most {@link #HOT}. A category
 * kept for longer than that is also archived (S3) until its retention ends, and what is archived
 * for longer than {@link #GLACIER_AFTER} moves to Glacier on that day.
 */
public enum Category {
  JOB_EXECUTION("job-execution", Duration.ofDays(30)),
  SCHEDULER_EVENTS("scheduler-events", Duration.ofDays(14)),
  RUNNER_LIFECYCLE("runner-lifecycle", Duration.ofDays(14)),
  SECURITY_EVENTS("security-events", Duration.ofDays(365)),
  SYSTEM_ERRORS("system-errors", Duration.ofDays(90)),
  DEBUG_TRACES("debug-traces", Duration.ofHours(24));

  /** The longest that any event stays searchable in hot storage. */
  public static final Duration HOT = Duration.ofDays(7);

  /** The age at which an archived object moves to Glacier. */
  public static final Duration GLACIER_AFTER = Duration.ofDays(90);

  private static final Map<String, Category> BY_ID =
      Arrays.stream(values())
          .collect(Collectors.toUnmodifiableMap(Category::id, Function.identity()));

  private final String id;
  private final Duration retention;

  Category(String id, Duration retention) {
    this.id = id;
    this.retention = retention;
  }

  /** The name in documents, topics, indices and keys: lower case words joined by hyphens. */
  public String id() {
    return id;
  }

  /** How long an event is kept in all. */
  public Duration retention() {
    return retention;
  }

  /** How long an event is kept in Elasticsearch; never more than {@link #HOT}. */
  public Duration hotRetention() {
    return retention.compareTo(HOT) < 0 ? retention : HOT;
  }

  /** Whether events of this category are archived in S3. */
  public boolean archived() {
    return retention.compareTo(HOT) > 0;
  }

  /** The age at which archived objects move to Glacier; empty if they expire by then. */
  public Optional<Duration> glacierAfter() {
    return retention.compareTo(GLACIER_AFTER) > 0 ? Optional.of(GLACIER_AFTER) : Optional.empty();
  }

  /** The start of the name of each of this category's day indices: {@code tailrace-<id>-}. */
  public String indexPrefix() {
    return "tailrace-" + id + "-";
  }

  /** The start of the key of each archived object: {@code <id>/}. */
  public String archivePrefix() {
    return id + "/";
  }

  /**
   * The start of the key of each archived object's manifest: {@code manifests/<id>/}, apart from
   * the objects, so that it ages by a rule of its own and never moves to Glacier.
   */
  public String manifestPrefix() {
    return "manifests/" + archivePrefix();
  }

  /** The category of that {@link #id()}, or empty if there is none. */
  public static Optional<Category> byId(String id) {
    return Optional.ofNullable(BY_ID.get(id));
  }
}
