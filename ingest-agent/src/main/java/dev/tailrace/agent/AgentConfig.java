package dev.tailrace.agent;

import static java.util.Objects.requireNonNullElse;
import static java.util.Objects.requireNonNullElseGet;

import dev.tailrace.agent.http.HttpConfig;
import dev.tailrace.platform.config.ByteSize;
import dev.tailrace.platform.config.ConfigException;
import dev.tailrace.platform.redaction.RedactionConfig;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the agent follows and how. Whatever is null gets its default.
 *
 * @param dataDirectory where the checkpoint is kept; one agent at a time. Default {@code
 *     /var/lib/tailrace/agent}
 * @param host the name of this machine on every line; default its own
 * @param inputs what to follow; at least one, unless there is {@code http}
 * @param maxLine longer lines are cut to this many bytes and tagged {@code truncated}; from 16 to 1
 *     MiB, which is the default
 * @param discoveryInterval how often to look for files, 10 ms or more; default 500 ms
 * @param checkpointInterval how often to save progress, 10 ms or more; default 500 ms
 * @param completeAfter send a last line without a line end once its file has not grown for this
 *     long; null, the default, waits for the line end
 * @param rotatedAfter how long to keep reading a file that was deleted or renamed away after it
 *     last grew; default 5 s
 * @param maxOpenFiles how many files are open at once, from 1; default 8192, or less where the
 *     system lets the process open fewer
 * @param http lines that come over HTTP; null if none do
 * @param redaction which secrets are taken out of lines; default all that there is a rule for
 */
public record AgentConfig(
    Path dataDirectory,
    String host,
    List<InputConfig> inputs,
    ByteSize maxLine,
    Duration discoveryInterval,
    Duration checkpointInterval,
    @Nullable Duration completeAfter,
    Duration rotatedAfter,
    Integer maxOpenFiles,
    @Nullable HttpConfig http,
    RedactionConfig redaction) {

  private static final ByteSize LONGEST_LINE = ByteSize.mebibytes(1);
  private static final int MOST_OPEN_FILES = 8192;
  private static final Duration SHORTEST = Duration.ofMillis(10);

  public AgentConfig {
    dataDirectory = requireNonNullElse(dataDirectory, Path.of("/var/lib/tailrace/agent"));
    host = host == null ? ownName() : host;
    inputs = List.copyOf(requireNonNullElse(inputs, List.of()));
    maxLine = requireNonNullElse(maxLine, LONGEST_LINE);
    discoveryInterval = requireNonNullElse(discoveryInterval, Duration.ofMillis(500));
    checkpointInterval = requireNonNullElse(checkpointInterval, Duration.ofMillis(500));
    rotatedAfter = requireNonNullElse(rotatedAfter, Duration.ofSeconds(5));
    maxOpenFiles = requireNonNullElse(maxOpenFiles, MOST_OPEN_FILES);
    redaction = requireNonNullElseGet(redaction, RedactionConfig::defaults);
    checkInputs(inputs, http);
    if (maxLine.bytes() < 16 || maxLine.bytes() > LONGEST_LINE.bytes()) {
      throw new ConfigException("max-line", maxLine.bytes(), "must be from 16 to 1MiB");
    }
    atLeastShortest("discovery-interval", discoveryInterval);
    atLeastShortest("checkpoint-interval", checkpointInterval);
    if (maxOpenFiles < 1) {
      throw new ConfigException("max-open-files", maxOpenFiles, "must be 1 or more");
    }
  }

  /** Follows these inputs with the defaults for everything else. */
  public static AgentConfig of(Path dataDirectory, List<InputConfig> inputs) {
    return new AgentConfig(
        dataDirectory,
        ownName(),
        inputs,
        LONGEST_LINE,
        Duration.ofMillis(500),
        Duration.ofMillis(500),
        null,
        Duration.ofSeconds(5),
        MOST_OPEN_FILES,
        null,
        RedactionConfig.defaults());
  }

  /** The same, but a last line without a line end is sent after a while. */
  public AgentConfig completingAfter(Duration quiet) {
    return new AgentConfig(
        dataDirectory,
        host,
        inputs,
        maxLine,
        discoveryInterval,
        checkpointInterval,
        quiet,
        rotatedAfter,
        maxOpenFiles,
        http,
        redaction);
  }

  private static void checkInputs(List<InputConfig> inputs, @Nullable HttpConfig http) {
    if (inputs.isEmpty() && http == null) {
      throw new ConfigException("inputs", null, "name at least one input");
    }
    if (inputs.stream().filter(InputConfig::stdin).count() > 1) {
      throw new ConfigException("inputs", "stdin", "only one input can be standard input");
    }
    if (http != null) {
      SpoolInputs.check(http);
    }
  }

  private static void atLeastShortest(String key, Duration value) {
    if (value.compareTo(SHORTEST) < 0) {
      throw new ConfigException(key, value, "must be 10ms or more");
    }
  }

  private static String ownName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }
}
