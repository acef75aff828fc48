package dev.tailrace.platform.streams;

import static java.util.Objects.requireNonNullElse;

import dev.tailrace.platform.config.ConfigException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * How the topologies of a process run.
 *
 * @param stateDirectory where local state is kept; it is restored from Kafka if it is lost
 * @param threads stream threads of each topology, from 1
 * @param commitInterval how often a transaction is committed; readers see results so much later
 * @param properties any other setting of Kafka Streams
 */
public record StreamsSettings(
    Path stateDirectory, Integer threads, Duration commitInterval, Map<String, String> properties) {

  public StreamsSettings {
    stateDirectory = requireNonNullElse(stateDirectory, Path.of("/var/lib/tailrace/streams"));
    threads = requireNonNullElse(threads, 1);
    commitInterval = requireNonNullElse(commitInterval, Duration.ofMillis(100));
    properties = Map.copyOf(requireNonNullElse(properties, Map.of()));
    if (threads < 1 || threads > 256) {
      throw new ConfigException("threads", threads, "must be from 1 to 256");
    }
    if (commitInterval.isNegative() || commitInterval.isZero()) {
      throw new ConfigException("commit-interval", commitInterval, "must be longer than 0ms");
    }
  }

  /** Every setting at its default. */
  @SuppressWarnings("NullAway") // the constructor fills in what is missing
  public static StreamsSettings defaults() {
    return new StreamsSettings(null, null, null, null);
  }
}
