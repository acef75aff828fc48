package dev.tailrace.app.archive;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tailrace.app.cli.SafeText;
import dev.tailrace.sinks.core.SinkUnavailableException;
import dev.tailrace.sinks.s3.ArchiveEntry;
import dev.tailrace.sinks.s3.ArchiveQuery;
import dev.tailrace.sinks.s3.ArchiveReader;
import dev.tailrace.sinks.s3.ArchivedObject;
import dev.tailrace.sinks.s3.Availability;
import dev.tailrace.sinks.s3.S3Config;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tailrace archive cat}. */
@Command(
    name = "cat",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Write archived events, one JSON object a line, as they were stored.")
final class CatCommand implements Callable<Integer> {
  @Mixin private final ConfigFile config = new ConfigFile();
  @Mixin private final Selection selection = new Selection();

  @Parameters(
      paramLabel = "KEY",
      arity = "0..*",
      description = "Only of these objects, whatever their category.")
  private List<String> keys = new ArrayList<>();

  @Spec private CommandSpec spec = CommandSpec.create();

  private final Function<Path, S3Config> configuration;
  private final OutputStream out;
  private final boolean terminal;
  private long lines;
  private boolean complete = true;

  CatCommand(Function<Path, S3Config> configuration, OutputStream out, boolean terminal) {
    this.configuration = configuration;
    this.out = out;
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws SinkUnavailableException, IOException {
    ArchiveQuery query = selection.query(Instant.now());
    BufferedOutputStream buffered = new BufferedOutputStream(out);
    try (ArchiveReader reader = Archives.open(config.read(configuration))) {
      if (keys.isEmpty()) {
        reader
            .find(query)
            .map(ArchiveEntry::object)
            .forEach(object -> write(reader, object, query, buffered));
      } else {
        keys.forEach(key -> write(reader, key, query, buffered));
      }
    }
    buffered.flush();
    if (lines == 0 && complete) {
      err().println(Archives.NOTHING);
    }
    return complete ? 0 : 1;
  }

  private void write(ArchiveReader reader, String key, ArchiveQuery query, OutputStream to) {
    Optional<ArchivedObject> object = reader.get(key);
    if (object.isPresent()) {
      write(reader, object.get(), query, to);
    } else {
      complete = false;
      err().println("tailrace: there is no object " + SafeText.of(key));
    }
  }

  private void write(
      ArchiveReader reader, ArchivedObject object, ArchiveQuery query, OutputStream to) {
    if (reader.availability(object) != Availability.READABLE) {
      complete = false;
      err().println(Archives.inGlacier(object));
      return;
    }
    reader.forEachLine(
        object,
        line -> {
          if (query.matches(line)) {
            lines++;
            write(line, to);
          }
        });
  }

  private void write(byte[] line, OutputStream to) {
    try {
      to.write(terminal ? SafeText.of(line).getBytes(UTF_8) : line);
      to.write('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private PrintWriter err() {
    return spec.commandLine().getErr();
  }
}
