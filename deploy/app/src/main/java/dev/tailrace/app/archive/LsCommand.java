package dev.tailrace.app.archive;

import dev.tailrace.app.cli.SafeText;
import dev.tailrace.sinks.core.SinkUnavailableException;
import dev.tailrace.sinks.s3.ArchiveEntry;
import dev.tailrace.sinks.s3.ArchiveQuery;
import dev.tailrace.sinks.s3.ArchiveReader;
import dev.tailrace.sinks.s3.S3Config;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tailrace archive ls}. */
@Command(
    name = "ls",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "List the objects that may hold such events. With --job they are opened to find out.")
final class LsCommand implements Callable<Integer> {
  private static final String ROW = "%10s %10s  %-24s  %-24s  %-12s  %s%n";

  @Mixin private final ConfigFile config = new ConfigFile();
  @Mixin private final Selection selection = new Selection();

  @Option(names = "--json", description = "One JSON object a line.")
  private boolean json;

  @Spec private CommandSpec spec = CommandSpec.create();

  private final Function<Path, S3Config> configuration;

  LsCommand(Function<Path, S3Config> configuration) {
    this.configuration = configuration;
  }

  @Override
  public Integer call() throws SinkUnavailableException {
    ArchiveQuery query = selection.query(Instant.now());
    PrintWriter out = spec.commandLine().getOut();
    long[] found = {0};
    try (ArchiveReader reader = Archives.open(config.read(configuration))) {
      chosen(reader, query)
          .forEach(
              entry -> {
                if (found[0]++ == 0 && !json) {
                  out.printf(ROW, "SIZE", "RECORDS", "OLDEST", "NEWEST", "CLASS", "KEY");
                }
                print(entry, reader.countRecords(entry), out);
              });
    }
    if (found[0] == 0) {
      spec.commandLine().getErr().println(Archives.NOTHING);
    }
    out.flush();
    return 0;
  }

  /** Manifests know nothing of jobs. */
  static Stream<ArchiveEntry> chosen(ArchiveReader reader, ArchiveQuery query) {
    return reader
        .find(query)
        .filter(entry -> query.jobId() == null || reader.mayHold(entry.object(), query));
  }

  private void print(ArchiveEntry entry, long records, PrintWriter out) {
    if (json) {
      out.println(EntryJson.line(entry, records));
    } else {
      out.printf(
          ROW,
          ByteCount.text(entry.object().size()),
          records,
          entry.oldest(),
          entry.newest(),
          SafeText.of(entry.object().storageClass()),
          SafeText.of(entry.object().key()));
    }
  }
}
