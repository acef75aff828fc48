package dev.tailrace.app;

import dev.tailrace.app.archive.ArchiveCommand;
import dev.tailrace.app.archive.ReplayCommand;
import dev.tailrace.app.archive.SearchCommand;
import dev.tailrace.app.dlq.DlqCommand;
import dev.tailrace.app.facts.FactsCommand;
import dev.tailrace.platform.config.ConfigException;
import dev.tailrace.platform.config.ConfigReader;
import dev.tailrace.sinks.s3.S3Config;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.nio.file.Path;
import java.util.ServiceLoader;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The program {@code tailrace}. */
@Command(
    name = "tailrace",
    mixinStandardHelpOptions = true,
    version = "tailrace 0.1.0",
    description = "The log and event pipeline of a CI/CD platform.",
    synopsisSubcommandLabel = "COMMAND")
public final class Tailrace implements Runnable {
  private static final int BAD_CONFIGURATION = 2;

  @Spec private CommandSpec spec = CommandSpec.create();

  private Tailrace() {}

  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    CommandLine line = new CommandLine(new Tailrace());
    for (TailraceCommands extra : ServiceLoader.load(TailraceCommands.class)) {
      line.addSubcommand(extra.command());
    }
    line.addSubcommand(new TailCommand());
    line.addSubcommand(new BootstrapCommand());
    line.addSubcommand(DlqCommand.command(file -> configuration(file).kafka()));
    line.addSubcommand(FactsCommand.command(file -> configuration(file).kafka()));
    line.addSubcommand(
        ArchiveCommand.command(
            Tailrace::archive,
            file -> configuration(file).kafka(),
            new FileOutputStream(FileDescriptor.out),
            Terminal.isOutput()));
    line.addSubcommand(ReplayCommand.command(replaySections(), Terminal.isOutput()));
    line.addSubcommand(SearchCommand.command(Tailrace::searched, Terminal.isOutput()));
    line.addSubcommand(new RedactCommand(System.in, System.out));
    for (Role role : Role.values()) {
      CommandLine command = new CommandLine(new RoleCommand(role));
      command.getCommandSpec().usageMessage().description(role.description());
      line.addSubcommand(role.command(), command);
    }
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.registerConverter(Role.class, Role::parse);
    line.setExecutionExceptionHandler(Tailrace::explain);
    line.setParameterExceptionHandler(Tailrace::explainUsage);
    return line;
  }

  private static ReplayCommand.Sections replaySections() {
    return new ReplayCommand.Sections(
        Tailrace::archive,
        file -> configuration(file).requireElasticsearch(),
        file -> configuration(file).kafka());
  }

  private static SearchCommand.Sections searched(Path file) {
    TailraceConfig configuration = configuration(file);
    return new SearchCommand.Sections(configuration.elasticsearch(), configuration.s3());
  }

  private static S3Config archive(Path file) {
    return configuration(file).requireS3();
  }

  private static TailraceConfig configuration(Path file) {
    return new ConfigReader(System.getenv()).read(file, TailraceConfig.class);
  }

  /**
   * A wrong configuration is one line and exit code 2; anything else that failed is exit code 1.
   */
  private static int explain(Exception e, CommandLine command, CommandLine.ParseResult result) {
    command.getErr().println("tailrace: " + (e.getMessage() == null ? e : e.getMessage()));
    return e instanceof ConfigException ? BAD_CONFIGURATION : 1;
  }

  private static int explainUsage(ParameterException e, String[] arguments) {
    CommandLine command = e.getCommandLine();
    String help = command.getCommandSpec().qualifiedName() + " --help";
    command.getErr().println("tailrace: " + e.getMessage() + "; see: " + help);
    return BAD_CONFIGURATION;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "no command was named");
  }
}
