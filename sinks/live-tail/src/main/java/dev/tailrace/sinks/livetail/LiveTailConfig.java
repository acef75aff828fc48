package dev.tailrace.sinks.livetail;

import static java.util.Objects.requireNonNullElse;

import dev.tailrace.platform.config.ConfigException;

/**
 * Where and how much of the live tail is served.
 *
 * @param host the address to listen on; loopback by default, because the live tail shows logs to
 *     whoever asks: put a proxy that knows its users before any other address
 * @param port from 0 to 65535; 0 takes a free one
 * @param backlog how many recent lines are kept for those who come, from 0 to 10000
 * @param watchers how many may watch at the same time, from 1 to 10000
 */
public record LiveTailConfig(String host, Integer port, Integer backlog, Integer watchers) {
  public LiveTailConfig {
    host = requireNonNullElse(host, "127.0.0.1");
    port = requireNonNullElse(port, 8080);
    backlog = requireNonNullElse(backlog, 1000);
    watchers = requireNonNullElse(watchers, 200);
    requireRange("port", port, 0, 65_535);
    requireRange("backlog", backlog, 0, 10_000);
    requireRange("watchers", watchers, 1, 10_000);
  }

  /** Everything at its default. */
  @SuppressWarnings("NullAway") // null is how configuration says "the default"
  public static LiveTailConfig defaults() {
    return new LiveTailConfig(null, null, null, null);
  }

  private static void requireRange(String key, int value, int least, int most) {
    if (value < least || value > most) {
      throw new ConfigException(key, value, "must be from " + least + " to " + most);
    }
  }
}
