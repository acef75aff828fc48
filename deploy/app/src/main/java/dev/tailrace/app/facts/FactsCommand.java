package dev.tailrace.app.facts;

import dev.tailrace.app.cli.KafkaOption;
import dev.tailrace.platform.kafka.KafkaConfig;
import java.nio.file.Path;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code tailrace facts}. */
@Command(
    name = "facts",
    mixinStandardHelpOptions = true,
    description = "Look at the facts that events are enriched with, and publish your own.",
    synopsisSubcommandLabel = "COMMAND")
public final class FactsCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  private FactsCommand() {}

  /**
   * The command with its own.
   *
   * @param configuration reads what a configuration file says of Kafka
   */
  public static CommandLine command(Function<Path, KafkaConfig> configuration) {
    return new CommandLine(new FactsCommand())
        .addSubcommand(new ListCommand(new KafkaOption(configuration)))
        .addSubcommand(new GetCommand(new KafkaOption(configuration)))
        .addSubcommand(new PutCommand(new KafkaOption(configuration)))
        .addSubcommand(new ForgetCommand(new KafkaOption(configuration)));
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "no command was named");
  }
}
