package dev.tailrace.benchmarks;

import dev.tailrace.local.LogFile;
import dev.tailrace.platform.config.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tailrace bench}. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description = "Measure what the pipeline costs beside a baseline, in one run.")
final class BenchCommand implements Callable<Integer> {
  private static final Map<String, Benchmark> KNOWN =
      new TreeMap<>(
          Map.of(
              "agent",
              (directory, bytes, runs) ->
                  new AgentBenchmark(directory, bytes, runs, System.out).run(launcher()),
              "latency",
              (directory, bytes, runs) -> new LatencyBenchmark(directory, runs, System.out).run(),
              "parser",
              (directory, bytes, runs) -> new ParserBenchmarks(runs, System.out).run(),
              "pipeline",
              (directory, bytes, runs) ->
                  new PipelineBenchmark(directory, bytes, runs, System.out).run(),
              "redaction",
              (directory, bytes, runs) -> new RedactionBenchmark(bytes, runs, System.out).run(),
              "sinks",
              (directory, bytes, runs) ->
                  new SinksBenchmark(directory, bytes, runs, System.out).run()));

  private interface Benchmark {
    void run(Path directory, long bytes, int runs) throws Exception;
  }

  @Parameters(
      arity = "0..1",
      defaultValue = "pipeline",
      paramLabel = "NAME",
      description =
          "agent: the agent beside kcat and rsyslog. latency: from a producer to the live topic, ten"
              + " seconds a run. parser: what a line of each format costs to"
              + " parse and write. pipeline: the fused topology beside one that only copies bytes."
              + " redaction: the agent's search for secrets beside a scan for line ends. sinks: the"
              + " sinks beside plain loops over the same records, and beside rsyslog. Default:"
              + " pipeline.")
  private String name = "pipeline";

  @Option(
      names = "--megabytes",
      defaultValue = "256",
      description = "Input of each measurement, in 10^6 bytes. Default: ${DEFAULT-VALUE}.")
  private int megabytes;

  @Option(
      names = "--runs",
      defaultValue = "5",
      description = "Pairs measured. Default: ${DEFAULT-VALUE}.")
  private int runs;

  @Override
  public Integer call() throws Exception {
    Benchmark benchmark = KNOWN.get(name);
    if (benchmark == null) {
      throw new ConfigException("bench", name, "known are " + String.join(", ", KNOWN.keySet()));
    }
    if (megabytes < 1 || runs < 1) {
      throw new ConfigException(
          "--megabytes, --runs", megabytes + ", " + runs, "must be 1 or more");
    }
    Path directory = Files.createTempDirectory("tailrace-bench");
    try {
      LogFile.use(directory.resolve("bench.log"));
      benchmark.run(directory, megabytes * 1_000_000L, runs);
    } finally {
      delete(directory);
    }
    return 0;
  }

  /** The program that has started this one. */
  private static Path launcher() {
    String launcher = System.getProperty("tailrace.launcher");
    if (launcher == null) {
      throw new ConfigException("bench", "agent", "run it as ./tailrace bench agent");
    }
    return Path.of(launcher);
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> paths = Files.walk(directory)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
