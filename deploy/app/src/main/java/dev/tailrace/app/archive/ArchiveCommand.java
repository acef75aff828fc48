package dev.tailrace.app.archive;

import dev.tailrace.platform.kafka.KafkaConfig;
import dev.tailrace.sinks.s3.S3Config;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code tailrace archive}. */
@Command(
    name = "archive",
    mixinStandardHelpOptions = true,
    description = "Look into the archive in S3, and keep it in order.",
    synopsisSubcommandLabel = "COMMAND")
public final class ArchiveCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  private ArchiveCommand() {}

  /**
   * The command with its own.
   *
   * @param configuration reads what a configuration file says of S3
   * @param kafka reads what it says of Kafka
   * @param out where lines go, as bytes
   * @param terminal whether a person reads them there
   */
  public static CommandLine command(
      Function<Path, S3Config> configuration,
      Function<Path, KafkaConfig> kafka,
      OutputStream out,
      boolean terminal) {
    return new CommandLine(new ArchiveCommand())
        .addSubcommand(new LsCommand(configuration))
        .addSubcommand(new CatCommand(configuration, out, terminal))
        .addSubcommand(new StatsCommand(configuration))
        .addSubcommand(new CompactCommand(configuration, kafka));
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "no command was named");
  }
}
