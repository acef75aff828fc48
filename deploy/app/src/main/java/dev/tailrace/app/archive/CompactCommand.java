package dev.tailrace.app.archive;

import dev.tailrace.app.cli.SafeText;
import dev.tailrace.platform.kafka.KafkaConfig;
import dev.tailrace.sinks.core.SinkUnavailableException;
import dev.tailrace.sinks.s3.ArchiveManifest;
import dev.tailrace.sinks.s3.ArchiveQuery;
import dev.tailrace.sinks.s3.ArchivedObject;
import dev.tailrace.sinks.s3.CompactionListener;
import dev.tailrace.sinks.s3.Compactor;
import dev.tailrace.sinks.s3.S3Config;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tailrace archive compact}. */
@Command(
    name = "compact",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Merge the small objects of each hour that is over, and delete those that were merged more"
            + " than a day ago. tailrace sink-s3 does so by itself.")
final class CompactCommand implements Callable<Integer>, CompactionListener {
  @Mixin private final ConfigFile config = new ConfigFile();
  @Mixin private final Extent extent = new Extent();

  @Option(
      names = "--dry-run",
      description = "Say what would be merged and deleted, and do neither.")
  private boolean dryRun;

  @Option(
      names = "--any-age",
      description =
          "Merge also what was stored more than two days ago. Its age begins anew, so it expires"
              + " that much later.")
  private boolean anyAge;

  @Spec private CommandSpec spec = CommandSpec.create();

  private final Function<Path, S3Config> configuration;
  private final Function<Path, KafkaConfig> kafka;
  private final InstantSource clock;
  private long objects;
  private long bytes;
  private long mergedObjects;
  private long deletedObjects;
  private long damagedObjects;

  CompactCommand(Function<Path, S3Config> configuration, Function<Path, KafkaConfig> kafka) {
    this(configuration, kafka, InstantSource.system());
  }

  CompactCommand(
      Function<Path, S3Config> configuration,
      Function<Path, KafkaConfig> kafka,
      InstantSource clock) {
    this.configuration = configuration;
    this.kafka = kafka;
    this.clock = clock;
  }

  @Override
  public Integer call() throws SinkUnavailableException {
    ArchiveQuery query = extent.query(clock.instant());
    S3Config archive = config.read(configuration);
    Archives.open(archive).close(); // says of a bucket that is missing what to do
    try (Compactor compactor = Compactor.create(archive, config.read(kafka), anyAge, clock)) {
      if (dryRun) {
        compactor.preview(query, this);
      } else {
        compactor.run(query, this);
      }
    }
    out()
        .printf(
            "%smerged: %d objects, %s, into %d; deleted: %d%n",
            dryRun ? "would be " : "",
            objects,
            ByteCount.text(bytes),
            mergedObjects,
            deletedObjects);
    out().flush();
    return damagedObjects == 0 ? 0 : 1;
  }

  @Override
  public void merged(ArchiveManifest merged) {
    mergedObjects++;
    objects += merged.replaces().size();
    bytes += merged.bytes();
    out()
        .printf(
            "%d objects, %s: %s%n",
            merged.replaces().size(), ByteCount.text(merged.bytes()), SafeText.of(merged.key()));
    out().flush();
  }

  @Override
  public void deleted(ArchivedObject object) {
    deletedObjects++;
  }

  @Override
  public void damaged(String key) {
    damagedObjects++;
    PrintWriter err = spec.commandLine().getErr();
    err.println("tailrace: not merged, as it is not what its manifest says: " + SafeText.of(key));
    err.flush();
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
