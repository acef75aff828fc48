package dev.tailrace.sinks.livetail;

import static java.util.Objects.requireNonNullElse;

import dev.tailrace.platform.config.ConfigException;
import java.time.Duration;

/**
 * Where and how much of the live tail is served.
 *
 * @param host the address to listen on; loopback by default, because the live tail shows logs to
 *     whoever asks: put a proxy that knows its users before any other address
 * @param port from 0 to 65535; 0 takes a free one
 * @param backlog how many recent lines are kept for those who come, from 0 to 10000
 * @param watchers how many may watch at the same time, from 1 to 10000
 * @param lease how long lines are still copied for a watcher whose server has died, from 3 s to 1 h
 * @param allowAll whether one may follow without naming a repository, a run or a job; if not, such
 *     a request is refused
 */
public record LiveTailConfig(
    String host,
    Integer port,
    Integer backlog,
    Integer watchers,
    Duration lease,
    Boolean allowAll) {
  private static final Duration SHORTEST = Duration.ofSeconds(3);
  private static final Duration LONGEST = Duration.ofHours(1);

  public LiveTailConfig {
    host = requireNonNullElse(host, "127.0.0.1");
    port = requireNonNullElse(port, 8080);
    backlog = requireNonNullElse(backlog, 1000);
    watchers = requireNonNullElse(watchers, 200);
    lease = requireNonNullElse(lease, Duration.ofMinutes(1));
    allowAll = requireNonNullElse(allowAll, true);
    requireRange("port", port, 0, 65_535);
    requireRange("backlog", backlog, 0, 10_000);
    requireRange("watchers", watchers, 1, 10_000);
    if (lease.compareTo(SHORTEST) < 0 || lease.compareTo(LONGEST) > 0) {
      throw new ConfigException("lease", lease, "must be from 3s to 1h");
    }
  }

  /** Everything at its default. */
  @SuppressWarnings("NullAway") // null is how configuration says "the default"
  public static LiveTailConfig defaults() {
    return new LiveTailConfig(null, null, null, null, null, null);
  }

  private static void requireRange(String key, int value, int least, int most) {
    if (value < least || value > most) {
      throw new ConfigException(key, value, "must be from " + least + " to " + most);
    }
  }
}
