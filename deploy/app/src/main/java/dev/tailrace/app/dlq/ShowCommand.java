package dev.tailrace.app.dlq;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tailrace.app.cli.KafkaOption;
import dev.tailrace.app.cli.SafeText;
import dev.tailrace.schemas.DeadLetter;
import dev.tailrace.schemas.TailraceHeaders;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tailrace dlq show}. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    description = "Show a dead letter with its original; what a terminal would obey is escaped.")
final class ShowCommand implements Callable<Integer> {
  private static final int NOT_FOUND = 1;

  private static final Set<String> NUMBERS =
      Set.of(TailraceHeaders.END, TailraceHeaders.ORIGINAL_LENGTH);

  @Mixin private final KafkaOption kafka;

  @Parameters(paramLabel = "ID", description = "As list shows it, for example 0-17.")
  private String id = "";

  @Spec private CommandSpec spec = CommandSpec.create();

  private boolean found;

  ShowCommand(KafkaOption kafka) {
    this.kafka = kafka;
  }

  @Override
  public Integer call() {
    LetterId wanted = LetterId.parse(id);
    PrintWriter out = spec.commandLine().getOut();
    new LetterTopic(kafka.read())
        .read(
            stored -> {
              if (stored.id().equals(wanted)) {
                found = true;
                print(stored, out);
              }
              return !found;
            });
    out.flush();
    if (!found) {
      spec.commandLine().getErr().println("tailrace: there is no dead letter " + wanted);
    }
    return found ? 0 : NOT_FOUND;
  }

  private static void print(StoredLetter stored, PrintWriter out) {
    DeadLetter letter = stored.letter();
    line(out, "id", stored.id().toString());
    line(out, "stage", letter.stage());
    line(out, "reason", letter.reason());
    line(out, "exception", letter.exceptionClass());
    line(out, "failed at", letter.failedAt().toString());
    Instant observed = letter.observedTimestamp();
    line(out, "observed at", observed == null ? null : observed.toString());
    line(out, "topic", letter.topic());
    line(out, "partition", number(letter.partition()));
    line(out, "offset", number(letter.offset()));
    line(out, "key", letter.key());
    line(out, "source offset", number(letter.sourceOffset()));
    line(out, "attributes", letter.attributes());
    letter.headers().forEach((name, value) -> line(out, name, header(name, value)));
    line(out, "loops", number(letter.loops()));
    line(out, "redriven", stored.redriven() ? "yes" : "no");
    line(out, "bytes", number(letter.original().length));
    line(out, "original", SafeText.of(letter.original()));
  }

  private static String header(String name, byte[] value) {
    OptionalLong number =
        NUMBERS.contains(name) ? TailraceHeaders.number(value) : OptionalLong.empty();
    return number.isPresent() ? Long.toString(number.getAsLong()) : new String(value, UTF_8);
  }

  private static @Nullable String number(long value) {
    return value < 0 ? null : Long.toString(value);
  }

  private static void line(PrintWriter out, String name, @Nullable String value) {
    if (value != null) {
      out.printf("%-14s %s%n", name, SafeText.of(value));
    }
  }
}
