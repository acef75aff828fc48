package dev.tailrace.app.dlq;

import dev.tailrace.app.cli.KafkaOption;
import dev.tailrace.app.cli.SafeText;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tailrace dlq list}. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "List dead letters, the oldest of each partition first.")
final class ListCommand implements Callable<Integer> {
  private static final String ROW = "%-14s %-20s %-20s %5s  %s%n";

  @Mixin private final KafkaOption kafka;
  @Mixin private final LetterFilter filter = new LetterFilter();

  @Option(names = "--json", description = "One JSON object a line, the original in base64.")
  private boolean json;

  @Option(names = "--summary", description = "Only how many there are of each stage and reason.")
  private boolean summary;

  @Spec private CommandSpec spec = CommandSpec.create();

  ListCommand(KafkaOption kafka) {
    this.kafka = kafka;
  }

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    LetterTopic topic = new LetterTopic(kafka.read());
    Instant since = filter.since(Instant.now());
    if (summary) {
      summarise(topic, since, out);
    } else {
      list(topic, since, out);
    }
    out.flush();
    return 0;
  }

  private void list(LetterTopic topic, Instant since, PrintWriter out) {
    List<StoredLetter> found = new ArrayList<>();
    int limit = filter.limit();
    topic.read(
        letter -> {
          if (filter.matches(letter, since)) {
            found.add(letter);
          }
          return found.size() < limit;
        });
    if (!json) {
      out.printf(ROW, "ID", "FAILED AT", "STAGE", "LOOPS", "REASON");
    }
    found.forEach(letter -> print(letter, out));
  }

  private void print(StoredLetter stored, PrintWriter out) {
    if (json) {
      out.println(LetterJson.line(stored));
    } else {
      out.printf(
          ROW,
          stored.id(),
          stored.letter().failedAt().truncatedTo(ChronoUnit.SECONDS),
          SafeText.of(stored.letter().stage()),
          stored.letter().loops(),
          SafeText.of(stored.letter().reason()) + (stored.redriven() ? " (redriven)" : ""));
    }
  }

  private void summarise(LetterTopic topic, Instant since, PrintWriter out) {
    Map<String, Map<String, Long>> counts = new TreeMap<>();
    topic.read(
        stored -> {
          if (filter.matches(stored, since)) {
            counts
                .computeIfAbsent(stored.letter().stage(), stage -> new TreeMap<>())
                .merge(stored.letter().reason(), 1L, Long::sum);
          }
          return true;
        });
    if (json) {
      out.println(LetterJson.counts(counts));
      return;
    }
    out.printf("%10s %-20s %s%n", "LETTERS", "STAGE", "REASON");
    counts.forEach(
        (stage, reasons) ->
            reasons.forEach(
                (reason, count) ->
                    out.printf("%10d %-20s %s%n", count, SafeText.of(stage), SafeText.of(reason))));
  }
}
