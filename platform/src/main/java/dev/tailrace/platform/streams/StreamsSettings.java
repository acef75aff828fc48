package dev.tailrace.platform.streams;

import static java.util.Objects.requireNonNullElse;

import dev.tailrace.platform.config.ByteSize;
import dev.tailrace.platform.config.ConfigException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How the topologies of a process run.
 *
 * @param stateDirectory where local state is kept; it is restored from Kafka if it is lost
 * @param threads stream threads of each topology, from 1
 * @param commitInterval how often a transaction is committed; readers see results so much later
 * @param standbys how many other instances keep a copy of each state, so that one can take over
 *     without restoring it; 0 by default
 * @param instanceId names this process among those of its role, for good: started again within the
 *     session timeout it goes on with its partitions, and no others move. Null by default
 * @param rocksdbMemory what the state stores of all topologies of the process may occupy outside of
 *     the heap, together; 256 MiB by default, from 16 MiB
 * @param properties any other setting of Kafka Streams
 */
public record StreamsSettings(
    Path stateDirectory,
    Integer threads,
    Duration commitInterval,
    Integer standbys,
    @Nullable String instanceId,
    ByteSize rocksdbMemory,
    Map<String, String> properties) {

  private static final Path DIRECTORY = Path.of("/var/lib/tailrace/streams");
  private static final int MOST_STANDBYS = 16;
  private static final ByteSize LEAST_MEMORY = ByteSize.mebibytes(16);

  /** What Kafka takes, with room for the number of a thread. */
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,200}");

  public StreamsSettings {
    stateDirectory = requireNonNullElse(stateDirectory, DIRECTORY);
    threads = requireNonNullElse(threads, 1);
    commitInterval = requireNonNullElse(commitInterval, Duration.ofMillis(100));
    standbys = requireNonNullElse(standbys, 0);
    rocksdbMemory = requireNonNullElse(rocksdbMemory, ByteSize.mebibytes(256));
    properties = Map.copyOf(requireNonNullElse(properties, Map.of()));
    if (threads < 1 || threads > 256) {
      throw new ConfigException("threads", threads, "must be from 1 to 256");
    }
    if (commitInterval.isNegative() || commitInterval.isZero()) {
      throw new ConfigException("commit-interval", commitInterval, "must be longer than 0ms");
    }
    if (standbys < 0 || standbys > MOST_STANDBYS) {
      throw new ConfigException("standbys", standbys, "must be from 0 to " + MOST_STANDBYS);
    }
    if (instanceId != null && !ID.matcher(instanceId).matches()) {
      throw new ConfigException(
          "instance-id", instanceId, "write up to 200 letters, digits, dots, hyphens, underscores");
    }
    if (rocksdbMemory.bytes() < LEAST_MEMORY.bytes()) {
      throw new ConfigException("rocksdb-memory", rocksdbMemory.bytes(), "must be 16MiB or more");
    }
  }

  /** Every setting at its default. */
  public static StreamsSettings defaults() {
    return in(DIRECTORY);
  }

  /** Every setting at its default, but where state is kept. */
  @SuppressWarnings("NullAway") // the constructor fills in what is missing
  public static StreamsSettings in(Path stateDirectory) {
    return new StreamsSettings(stateDirectory, null, null, null, null, null, null);
  }

  /** The same with other settings of Kafka Streams. */
  public StreamsSettings withProperties(Map<String, String> newProperties) {
    return new StreamsSettings(
        stateDirectory,
        threads,
        commitInterval,
        standbys,
        instanceId,
        rocksdbMemory,
        newProperties);
  }
}
