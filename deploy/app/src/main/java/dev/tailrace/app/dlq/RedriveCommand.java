package dev.tailrace.app.dlq;

import dev.tailrace.app.cli.KafkaOption;
import dev.tailrace.app.cli.SafeText;
import dev.tailrace.platform.kafka.KafkaConfig;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tailrace dlq redrive}. */
@Command(
    name = "redrive",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Send the originals of dead letters back to the topics they came from. Each is sent once,"
            + " however often this runs.")
final class RedriveCommand implements Callable<Integer> {
  private static final int BATCH = 100;
  private static final int BATCH_BYTES = 16 << 20;

  @Mixin private final KafkaOption kafka;
  @Mixin private final LetterFilter filter = new LetterFilter();

  @Parameters(paramLabel = "ID", arity = "0..*", description = "Only these letters.")
  private List<String> ids = new ArrayList<>();

  @Option(
      names = "--max-loops",
      paramLabel = "N",
      defaultValue = "3",
      description = "How often one line may go round. Default: ${DEFAULT-VALUE}.")
  private int maxLoops = 3;

  @Option(names = "--again", description = "Also what was redriven before.")
  private boolean again;

  @Option(names = "--dry-run", description = "Say what would be sent, and send nothing.")
  private boolean dryRun;

  @Spec private CommandSpec spec = CommandSpec.create();

  private final List<StoredLetter> batch = new ArrayList<>();
  private long batchBytes;
  private int sent;
  private int refused;

  RedriveCommand(KafkaOption kafka) {
    this.kafka = kafka;
  }

  @Override
  public Integer call() {
    if (maxLoops < 1) {
      throw new ParameterException(spec.commandLine(), "--max-loops must be 1 or more");
    }
    KafkaConfig config = kafka.read();
    PrintWriter out = spec.commandLine().getOut();
    if (dryRun) {
      each(config, letter -> out.println("would send " + describe(letter)));
    } else {
      send(config, out);
    }
    out.printf("%s: %d, not sent: %d%n", dryRun ? "to be sent" : "sent", sent, refused);
    out.flush();
    return 0;
  }

  private void send(KafkaConfig config, PrintWriter out) {
    try (RedriveSender sender = new RedriveSender(config)) {
      sender.begin();
      each(
          config,
          letter -> {
            batch.add(letter);
            batchBytes += letter.letter().original().length;
            if (batch.size() == BATCH || batchBytes >= BATCH_BYTES) {
              flush(sender, out);
            }
          });
      flush(sender, out);
    }
  }

  private void flush(RedriveSender sender, PrintWriter out) {
    if (!batch.isEmpty()) {
      sender.send(batch);
      out.printf("sent %d%n", sent);
      out.flush();
      batch.clear();
      batchBytes = 0;
    }
  }

  private interface Taker {
    void take(StoredLetter letter);
  }

  private void each(KafkaConfig config, Taker taker) {
    Redrive redrive = new Redrive(maxLoops, again);
    Instant since = filter.since(Instant.now());
    Set<LetterId> wanted = new HashSet<>(ids.stream().map(LetterId::parse).toList());
    int limit = filter.limit();
    new LetterTopic(config)
        .read(
            letter -> {
              boolean chosen = wanted.isEmpty() || wanted.contains(letter.id());
              if (chosen && filter.matches(letter, since)) {
                take(redrive, letter, taker);
              }
              return sent < limit;
            });
  }

  private void take(Redrive redrive, StoredLetter letter, Taker taker) {
    Optional<String> refusal = redrive.refusal(letter);
    if (refusal.isPresent()) {
      refused++;
      spec.commandLine().getErr().println("not sent " + describe(letter) + ": " + refusal.get());
    } else {
      sent++;
      taker.take(letter);
    }
  }

  private static String describe(StoredLetter stored) {
    return stored.id() + " of " + SafeText.of(stored.letter().stage());
  }
}
