package dev.tailrace.app.archive;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tailrace.schemas.Category;
import dev.tailrace.schemas.Json;
import dev.tailrace.sinks.core.SinkUnavailableException;
import dev.tailrace.sinks.s3.ArchiveEntry;
import dev.tailrace.sinks.s3.ArchiveQuery;
import dev.tailrace.sinks.s3.ArchiveReader;
import dev.tailrace.sinks.s3.S3Config;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tailrace archive stats}. */
@Command(
    name = "stats",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Say for each category and day how much there is, in the objects that ls lists.")
final class StatsCommand implements Callable<Integer> {
  private static final String ROW = "%-18s %-10s %8s %10s %12s %10s  %-24s  %s%n";

  @Mixin private final ConfigFile config = new ConfigFile();
  @Mixin private final Selection selection = new Selection();

  @Option(names = "--json", description = "One JSON object a line.")
  private boolean json;

  @Spec private CommandSpec spec = CommandSpec.create();

  private final Function<Path, S3Config> configuration;

  StatsCommand(Function<Path, S3Config> configuration) {
    this.configuration = configuration;
  }

  private record Day(Category category, LocalDate date) {
    static Day of(ArchiveEntry entry) {
      return new Day(entry.category(), LocalDate.ofInstant(entry.hour(), ZoneOffset.UTC));
    }
  }

  @Override
  public Integer call() throws SinkUnavailableException {
    ArchiveQuery query = selection.query(Instant.now());
    Map<Day, Totals> days = new LinkedHashMap<>();
    try (ArchiveReader reader = Archives.open(config.read(configuration))) {
      LsCommand.chosen(reader, query)
          .forEach(
              entry ->
                  days.merge(
                      Day.of(entry), Totals.of(entry, reader.countRecords(entry)), Totals::plus));
    }
    print(days);
    return 0;
  }

  private void print(Map<Day, Totals> days) {
    PrintWriter out = spec.commandLine().getOut();
    if (days.isEmpty()) {
      spec.commandLine().getErr().println(Archives.NOTHING);
    } else if (json) {
      days.forEach((day, totals) -> out.println(line(day, totals)));
    } else {
      out.printf(
          ROW, "CATEGORY", "DAY", "OBJECTS", "SIZE", "RECORDS", "MEAN SIZE", "OLDEST", "NEWEST");
      days.forEach((day, totals) -> printRow(day, totals, out));
    }
    out.flush();
  }

  private static void printRow(Day day, Totals totals, PrintWriter out) {
    out.printf(
        ROW,
        day.category().id(),
        day.date(),
        totals.objects(),
        ByteCount.text(totals.bytes()),
        totals.records(),
        ByteCount.text(totals.meanSize()),
        totals.oldest(),
        totals.newest());
  }

  private static String line(Day day, Totals totals) {
    ObjectNode node = Json.MAPPER.createObjectNode();
    node.put("category", day.category().id());
    node.put("day", day.date().toString());
    node.put("objects", totals.objects());
    node.put("bytes", totals.bytes());
    node.put("records", totals.records());
    node.put("mean_bytes", totals.meanSize());
    node.put("oldest", totals.oldest().toString());
    node.put("newest", totals.newest().toString());
    return node.toString();
  }
}
