package dev.tailrace.router;

import dev.tailrace.platform.streams.HotStore;
import dev.tailrace.schemas.Authority;
import dev.tailrace.schemas.Category;
import dev.tailrace.schemas.ContextKeys;
import dev.tailrace.schemas.Level;
import dev.tailrace.schemas.LogEvent;
import dev.tailrace.schemas.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;

/** Holds back what is beyond a repository's share, and says how much that was. For one thread. */
final class Throttles implements Rules.Throttle {
  /** The store of the buckets, by rule and repository. */
  static final String STORE = "router-throttles";

  private static final long FORGET = Duration.ofHours(1).toMillis();
  private static final String SOURCE = "tailrace-throttle-";
  private static final char SEPARATOR = '\n';

  private final HotStore<Bucket> buckets;

  Throttles(HotStore<Bucket> buckets) {
    this.buckets = buckets;
  }

  @Override
  public boolean passes(RouteRule rule, String repository, long now) {
    Integer perSecond = rule.eventsPerSecond();
    Integer burst = rule.burst();
    if (perSecond == null || burst == null) {
      return true;
    }
    String key = rule.name() + SEPARATOR + repository;
    return buckets.change(key, () -> new Bucket(burst, now)).take(perSecond, burst, now);
  }

  /**
   * An event for each repository of which something was held back since the last; forgets buckets
   * that nobody uses.
   *
   * @param now in ms since 1970
   */
  List<LogEvent> notices(long now) {
    List<LogEvent> notices = new ArrayList<>();
    for (String key : keys()) {
      Bucket bucket = buckets.get(key);
      if (bucket != null && bucket.held > 0) {
        notices.add(notice(key, bucket, now));
        bucket.held = 0;
        bucket.notices++;
        buckets.put(key, bucket);
      } else if (bucket != null && bucket.filledAt < now - FORGET) {
        buckets.delete(key);
      }
    }
    return notices;
  }

  /** Whether the event is one of the notices, which no rule holds back. */
  static boolean isNotice(LogEvent event) {
    return event.source().authority() == Authority.PLATFORM
        && event.source().id().startsWith(SOURCE);
  }

  private List<String> keys() {
    List<String> keys = new ArrayList<>();
    try (KeyValueIterator<String, byte[]> all = buckets.from(null)) {
      while (all.hasNext()) {
        KeyValue<String, byte[]> bucket = all.next();
        keys.add(bucket.key);
      }
    }
    return keys;
  }

  private static LogEvent notice(String key, Bucket bucket, long now) {
    int separator = key.indexOf(SEPARATOR);
    String rule = key.substring(0, separator);
    String repository = key.substring(separator + 1);
    String id = SOURCE + rule + '-' + Integer.toHexString(repository.hashCode());
    Instant time = Instant.ofEpochMilli(now);
    return new LogEvent(
        time,
        time,
        Level.WARN,
        "tailrace",
        null,
        null,
        "held back " + bucket.held + " lines of this repository",
        Category.JOB_EXECUTION,
        new Source(id, now, null, null, Authority.PLATFORM),
        List.of(),
        Map.of(
            ContextKeys.REPOSITORY,
            repository,
            "tailrace.rule",
            rule,
            "tailrace.held_back",
            bucket.held));
  }
}
