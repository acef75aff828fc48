package dev.tailrace.app;

import dev.tailrace.schemas.Level;
import dev.tailrace.sinks.livetail.TailClient;
import dev.tailrace.sinks.livetail.TailQuery;
import java.net.URI;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Follows the live tail in a terminal. */
@Command(
    name = "tail",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Show recent log lines, and with -f the ones that come.")
final class TailCommand implements Callable<Integer> {
  @Option(names = "--repo", paramLabel = "ORG/REPO", description = "Only lines of this repository.")
  private @Nullable String repository;

  @Option(names = "--run", paramLabel = "ID", description = "Only lines of this run.")
  private @Nullable String run;

  @Option(names = "--job", paramLabel = "ID", description = "Only lines of this job.")
  private @Nullable String job;

  @Option(
      names = "--level",
      description = "Only lines at least this severe: ${COMPLETION-CANDIDATES}.")
  private @Nullable Level level;

  @Option(
      names = "--text",
      paramLabel = "TEXT",
      description = "Only lines whose message contains it.")
  private @Nullable String text;

  @Option(
      names = {"-n", "--lines"},
      paramLabel = "N",
      defaultValue = "50",
      description = "How many recent lines come first. Default: ${DEFAULT-VALUE}.")
  private int lines;

  @Option(
      names = {"-f", "--follow"},
      description = "Go on with new lines until Ctrl-C.")
  private boolean follow;

  @Option(
      names = "--url",
      paramLabel = "URL",
      defaultValue = "http://127.0.0.1:8080",
      description = "Where the live tail is. Default: ${DEFAULT-VALUE}.")
  private URI url = URI.create("http://127.0.0.1:8080");

  @Override
  public Integer call() throws Exception {
    TailQuery query = new TailQuery(repository, run, job, level, text, Math.max(0, lines), follow);
    boolean colours = Terminal.isOutput() && System.getenv("NO_COLOR") == null;
    new TailClient(url, query, colours, System.out::println, System.err::println).run();
    return 0;
  }
}
