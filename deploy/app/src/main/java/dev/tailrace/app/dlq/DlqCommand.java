package dev.tailrace.app.dlq;

import dev.tailrace.app.cli.KafkaOption;
import dev.tailrace.platform.kafka.KafkaConfig;
import java.nio.file.Path;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code tailrace dlq}. */
@Command(
    name = "dlq",
    mixinStandardHelpOptions = true,
    description = "Look at dead letters, and send what they hold round again.",
    synopsisSubcommandLabel = "COMMAND")
public final class DlqCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  private DlqCommand() {}

  /**
   * The command with its own.
   *
   * @param configuration reads what a configuration file says of Kafka
   */
  public static CommandLine command(Function<Path, KafkaConfig> configuration) {
    return new CommandLine(new DlqCommand())
        .addSubcommand(new ListCommand(new KafkaOption(configuration)))
        .addSubcommand(new ShowCommand(new KafkaOption(configuration)))
        .addSubcommand(new RedriveCommand(new KafkaOption(configuration)));
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "no command was named");
  }
}
