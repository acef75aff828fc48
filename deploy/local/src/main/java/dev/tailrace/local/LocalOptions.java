package dev.tailrace.local;

import dev.tailrace.schemas.Authority;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of {@code tailrace local}. */
final class LocalOptions {
  @Option(
      names = "--file",
      paramLabel = "PATH",
      description =
          "A log file or glob to follow, in quotes; repeatable. Without it, a simulated platform.")
  List<String> files = new ArrayList<>();

  @Option(
      names = "--authority",
      paramLabel = "platform|job",
      defaultValue = "platform",
      description =
          "Whether the files are your services' own logs, which may name repositories and report"
              + " CI events, or the output of jobs, which may not. Default: ${DEFAULT-VALUE}.")
  Authority authority = Authority.PLATFORM;

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      defaultValue = ".tailrace",
      description = "Where everything is kept. Default: ${DEFAULT-VALUE}.")
  Path dataDirectory = Path.of(".tailrace");

  @Option(names = "--kafka-port", defaultValue = "9092", description = "Default: ${DEFAULT-VALUE}.")
  int kafkaPort;

  @Option(
      names = "--elasticsearch-port",
      defaultValue = "9200",
      description = "Default: ${DEFAULT-VALUE}.")
  int elasticsearchPort;

  @Option(names = "--s3-port", defaultValue = "9000", description = "Default: ${DEFAULT-VALUE}.")
  int s3Port;

  @Option(
      names = "--live-tail-port",
      defaultValue = "8080",
      description = "Default: ${DEFAULT-VALUE}.")
  int liveTailPort;

  @Option(
      names = "--management-port",
      defaultValue = "8081",
      description = "Default: ${DEFAULT-VALUE}.")
  int managementPort;

  @Option(
      names = "--bucket",
      defaultValue = "tailrace-archive",
      description = "Default: ${DEFAULT-VALUE}.")
  String bucket = "tailrace-archive";

  @Option(
      names = "--rate",
      paramLabel = "JOBS",
      defaultValue = "2",
      description = "Jobs a second of the simulated platform. Default: ${DEFAULT-VALUE}.")
  double rate;

  @Option(
      names = "--jobs",
      paramLabel = "N",
      description = "The simulated platform stops after so many jobs. Default: it goes on.")
  @Nullable Long jobs;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "What the simulated platform does follows from it. Default: ${DEFAULT-VALUE}.")
  long seed;

  @Option(
      names = "--until-idle",
      description =
          "End when all that was to be read is stored; exit code 0 only if all stages agree.")
  boolean untilIdle;

  boolean simulated() {
    return files.isEmpty();
  }
}
