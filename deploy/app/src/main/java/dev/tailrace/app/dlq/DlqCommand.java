package dev.tailrace.app.dlq;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code tailrace dlq}. */
@Command(
    name = "dlq",
    mixinStandardHelpOptions = true,
    subcommands = {ListCommand.class, ShowCommand.class, RedriveCommand.class},
    description = "Look at dead letters, and send what they hold round again.",
    synopsisSubcommandLabel = "COMMAND")
public final class DlqCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "no command was named");
  }
}
