package dev.tailrace.app;

import dev.tailrace.sinks.livetail.TailClient;
import dev.tailrace.sinks.livetail.TailFilter;
import java.net.URI;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Follows the live tail in a terminal. */
@Command(
    name = "tail",
    mixinStandardHelpOptions = true,
    description = "Show the newest log lines, and with -f the ones that come.")
final class TailCommand implements Callable<Integer> {
  @Option(names = "--url", defaultValue = "http://127.0.0.1:8080", description = "The live tail: ${DEFAULT-VALUE}.")
  private URI url = URI.create("http://127.0.0.1:8080");

  @Override
  public Integer call() throws Exception {
    return 0;
  }
}
