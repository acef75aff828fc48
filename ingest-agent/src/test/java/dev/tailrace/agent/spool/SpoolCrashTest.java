package dev.tailrace.agent.spool;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Whatever happens to the machine, a line that was answered for is there once, and no line is there
 * that was never sent: not a part of one, not two joined.
 */
class SpoolCrashTest {
  private static final SpoolSettings SMALL = new SpoolSettings(1 << 20, 60, Duration.ofMinutes(1));

  /**
   * @param lines of one request
   * @param crash what happens after it
   * @param keep of the bytes that are not durable, how many the crash leaves, in percent
   */
  record Move(int lines, Crash crash, int keep) {}

  enum Crash {
    NONE,
    DISK_FULL,
    SYNC_FAILS,
    POWER_LOSS
  }

  @Provide
  Arbitrary<List<Move>> moves() {
    return Combinators.combine(
            Arbitraries.integers().between(1, 4),
            Arbitraries.of(Crash.class),
            Arbitraries.integers().between(0, 100))
        .as(Move::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(15);
  }

  @Property(tries = 60)
  void everyAnsweredLineIsThereOnce(@ForAll("moves") List<Move> moves) throws IOException {
    Path directory = Files.createTempDirectory("spool");
    try {
      Model model = new Model(directory);
      moves.forEach(model::apply);
      model.check();
    } finally {
      delete(directory);
    }
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> found = Files.walk(directory)) {
      for (Path path : found.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  private static final class Model {
    private final Path directory;
    private final FaultyDisk disk = new FaultyDisk();
    private final List<String> answered = new ArrayList<>();
    private final Set<String> sent = new HashSet<>();
    private Spool spool;
    private int number;

    Model(Path directory) {
      this.directory = directory;
      open();
    }

    private void open() {
      try {
        spool = Spool.open(directory, Set.of("a"), SMALL, path -> -1, new SpoolMetrics(), disk);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    void apply(Move move) {
      switch (move.crash()) {
        case NONE -> post(move);
        case DISK_FULL -> {
          disk.freeBytes(move.keep() / 4);
          post(move);
          disk.freeBytes(Long.MAX_VALUE);
        }
        case SYNC_FAILS -> {
          disk.syncs(false);
          post(move);
          disk.syncs(true);
        }
        case POWER_LOSS -> losePower(move);
      }
    }

    private void post(Move move) {
      List<String> lines = new ArrayList<>();
      for (int i = 0; i < move.lines(); i++) {
        lines.add("line-" + number++ + "-" + "x".repeat(number % 17));
      }
      sent.addAll(lines);
      byte[] bytes = (String.join("\n", lines) + "\n").getBytes(UTF_8);
      if (spool.append("a", bytes).join() == Stored.STORED) {
        answered.addAll(lines);
      }
    }

    /** Lines are written but not yet durable, and the machine stops. */
    private void losePower(Move move) {
      Set<Path> before = new HashSet<>(segments());
      List<Long> sizes = segments().stream().map(Model::size).toList();
      disk.syncs(false);
      post(move);
      spool.close();
      disk.syncs(true);
      List<Path> after = segments();
      for (int i = 0; i < after.size(); i++) {
        long durable = before.contains(after.get(i)) ? sizes.get(i) : 0;
        long written = size(after.get(i));
        truncate(after.get(i), durable + (written - durable) * move.keep() / 100);
      }
      open();
    }

    private List<Path> segments() {
      try {
        return SpoolFiles.segments(directory.resolve("a"));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static long size(Path path) {
      try {
        return Files.size(path);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static void truncate(Path path, long size) {
      try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
        channel.truncate(size);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    void check() throws IOException {
      spool.close();
      open();
      spool.close();
      List<String> found = new ArrayList<>();
      for (Path segment : segments()) {
        String text = Files.readString(segment);
        assertThat(text)
            .satisfiesAnyOf(t -> assertThat(t).isEmpty(), t -> assertThat(t).endsWith("\n"));
        found.addAll(text.lines().toList());
      }
      assertThat(found).doesNotHaveDuplicates().containsAll(answered);
      assertThat(sent).containsAll(found);
    }
  }
}
