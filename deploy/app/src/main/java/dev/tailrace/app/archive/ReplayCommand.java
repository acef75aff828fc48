package dev.tailrace.app.archive;

import dev.tailrace.app.cli.SafeText;
import dev.tailrace.platform.kafka.KafkaConfig;
import dev.tailrace.sinks.core.SinkUnavailableException;
import dev.tailrace.sinks.elasticsearch.ElasticsearchConfig;
import dev.tailrace.sinks.s3.ArchiveEntry;
import dev.tailrace.sinks.s3.ArchiveQuery;
import dev.tailrace.sinks.s3.ArchiveReader;
import dev.tailrace.sinks.s3.ArchivedObject;
import dev.tailrace.sinks.s3.RestoreTier;
import dev.tailrace.sinks.s3.S3Config;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code tailrace replay}. */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Bring archived events back: into Elasticsearch, each once however often this runs, or to a"
            + " topic.")
public final class ReplayCommand implements Callable<Integer> {
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(30);
  private static final int MOST_PROBLEMS = 20;
  private static final int MOST_DAYS = 365;

  @Mixin private final ConfigFile config = new ConfigFile();
  @Mixin private final Selection selection = new Selection();

  @Option(names = "--to-index", description = "Into Elasticsearch; the default.")
  private boolean toIndex;

  @Option(
      names = "--to-topic",
      paramLabel = "TOPIC",
      description = "To this topic, which must exist and be none of Tailrace's own.")
  private @Nullable String toTopic;

  @Option(
      names = "--dry-run",
      description = "Say what would be restored and replayed, and do neither.")
  private boolean dryRun;

  @Option(
      names = "--restore-tier",
      paramLabel = "TIER",
      defaultValue = "standard",
      description =
          "How fast what is in Glacier is restored: standard, bulk or expedited. Default:"
              + " ${DEFAULT-VALUE}.")
  private RestoreTier restoreTier = RestoreTier.STANDARD;

  @Option(
      names = "--restore-days",
      paramLabel = "N",
      defaultValue = "3",
      description = "For how many days it stays restored. Default: ${DEFAULT-VALUE}.")
  private int restoreDays = 3;

  @Spec private CommandSpec spec = CommandSpec.create();

  private final Sections sections;
  private final boolean terminal;
  private int problems;

  /**
   * What a configuration file says of each store.
   *
   * @param kafka asked only for {@code --to-topic}
   * @param elasticsearch asked only where events are stored there
   */
  public record Sections(
      Function<Path, S3Config> s3,
      Function<Path, ElasticsearchConfig> elasticsearch,
      Function<Path, KafkaConfig> kafka) {}

  private ReplayCommand(Sections sections, boolean terminal) {
    this.sections = sections;
    this.terminal = terminal;
  }

  /**
   * The command.
   *
   * @param terminal whether a person looks on
   */
  public static CommandLine command(Sections sections, boolean terminal) {
    return new CommandLine(new ReplayCommand(sections, terminal))
        .setCaseInsensitiveEnumValuesAllowed(true);
  }

  @Override
  public Integer call() throws SinkUnavailableException, InterruptedException {
    ArchiveQuery query = selection.query(Instant.now());
    checkOptions();
    try (ArchiveReader reader = Archives.open(config.read(sections.s3()))) {
      List<ArchiveEntry> entries = reader.find(query).toList();
      if (entries.isEmpty()) {
        err().println(Archives.NOTHING);
        return 0;
      }
      try (ReplayTarget target = target()) {
        target.begin();
        return replay(reader, query, readable(reader, entries), target);
      }
    }
  }

  private void checkOptions() {
    if (toIndex && toTopic != null) {
      throw wrong("--to-index and --to-topic exclude each other");
    }
    if (restoreDays < 1 || restoreDays > MOST_DAYS) {
      throw wrong("--restore-days must be from 1 to " + MOST_DAYS);
    }
    if (toTopic != null && TopicTarget.isOwn(toTopic)) {
      throw wrong(
          "--to-topic %s is a topic of Tailrace's own, where these events would be counted and"
                  .formatted(toTopic)
              + " archived a second time; name another");
    }
  }

  private ParameterException wrong(String problem) {
    return new ParameterException(spec.commandLine(), problem);
  }

  private ReplayTarget target() {
    String topic = toTopic;
    if (dryRun) {
      return new DryRun();
    }
    return topic == null
        ? new IndexTarget(
            config.read(sections.elasticsearch()),
            (event, reason) -> problem("refused " + event + ": " + reason))
        : new TopicTarget(config.read(sections.kafka()), topic);
  }

  /**
   * The objects that can be read, once what is in Glacier is back, which a dry run leaves there.
   */
  private List<ArchiveEntry> readable(ArchiveReader reader, List<ArchiveEntry> entries)
      throws InterruptedException {
    List<ArchivedObject> objects = entries.stream().map(ArchiveEntry::object).toList();
    Thaw thaw =
        new Thaw(
            new RestoringReader(reader, restoreTier, restoreDays),
            () -> Thread.sleep(BETWEEN_LOOKS.toMillis()));
    List<ArchivedObject> frozen = thaw.frozen(objects);
    err().printf("objects: %d, %s%n", objects.size(), size(objects));
    if (!frozen.isEmpty()) {
      err()
          .printf(
              "to be restored from Glacier: %d, %s, %s, for %d days%n",
              frozen.size(),
              size(frozen),
              restoreTier.name().toLowerCase(Locale.ROOT),
              restoreDays);
    }
    err().flush();
    if (dryRun) {
      return entries.stream().filter(entry -> thaw.isReadable(entry.object())).toList();
    }
    thaw.restore(objects, this::showWaiting);
    return entries;
  }

  private void showWaiting(int objects) {
    err().printf("waiting for Glacier: %d objects%n", objects);
    err().flush();
  }

  private static String size(List<ArchivedObject> objects) {
    return ByteCount.text(objects.stream().mapToLong(ArchivedObject::size).sum());
  }

  private int replay(
      ArchiveReader reader, ArchiveQuery query, List<ArchiveEntry> entries, ReplayTarget target)
      throws SinkUnavailableException, InterruptedException {
    ReadingProgress progress =
        new ReadingProgress(err(), terminal, System::nanoTime, entries.size());
    Replay replay = new Replay(reader, query, target, progress, this::problem);
    for (ArchiveEntry entry : entries) {
      replay.replay(entry);
    }
    target.finish();
    progress.end();
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        target.outcome() + (replay.unreadable() == 0 ? "" : ", no events: " + replay.unreadable()));
    out.flush();
    return target.refused() + replay.unreadable() == 0 ? 0 : 1;
  }

  /** The first are told; there may be millions. */
  private void problem(String text) {
    if (problems++ < MOST_PROBLEMS) {
      err().println("tailrace: " + SafeText.of(text));
    }
  }

  private PrintWriter err() {
    return spec.commandLine().getErr();
  }
}
