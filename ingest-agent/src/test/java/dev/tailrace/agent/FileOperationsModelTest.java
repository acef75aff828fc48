package dev.tailrace.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.AfterFailureMode;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Programs write and rotate files in all the ways there are, Kafka comes and goes, and the agent is
 * killed at any moment. Every line that was ended is stored exactly once, or its bytes are counted
 * as lost; and nothing can be lost but by truncation and by deletion of files that are not open.
 */
final class FileOperationsModelTest {

  enum Op {
    APPEND,
    APPEND_MORE,
    BEGIN,
    PASS,
    LOOK,
    SETTLE,
    ACKNOWLEDGE,
    STALL,
    RECOVER,
    ROTATE,
    COPY_TRUNCATE,
    TRUNCATE,
    COMPRESS,
    DELETE,
    REPLACE,
    REPOINT,
    CRASH,
    CRASH_AND_APPEND,
    CRASH_AND_ROTATE,
    CRASH_AND_COPY_TRUNCATE,
    WAIT
  }

  record Step(Op op, int file, int amount, boolean flag) {}

  private static final class World implements AutoCloseable {
    private final Path root = Files.createTempDirectory("tailrace-model");
    private final LogWriters logs = new LogWriters(Files.createDirectories(root.resolve("logs")));
    private final Rig rig;

    World(int maxOpen) throws IOException {
      Path at = root.resolve("logs");
      rig = new Rig(Rig.config(data(), null, maxOpen, at + "/app*.log", at + "/app*.log.*"));
    }

    /** Kept in memory where that can be had: saving waits for the disk. */
    private Path data() throws IOException {
      Path memory = Path.of("/dev/shm");
      return Files.isWritable(memory)
          ? Files.createTempDirectory(memory, "tailrace-model")
          : root.resolve("data");
    }

    void run(Step step) throws IOException {
      Path file = logs.log(step.file());
      int count = 1 + step.amount() % 5;
      int length = step.amount();
      switch (step.op()) {
        case APPEND, APPEND_MORE -> logs.append(file, count, length);
        case BEGIN -> logs.begin(file, length);
        case PASS -> rig.pass();
        case LOOK -> rig.look();
        case SETTLE -> rig.settle();
        case ACKNOWLEDGE -> rig.sink().acknowledgeOnly(length);
        case STALL -> rig.sink().stopTaking();
        case RECOVER -> rig.sink().takeAgain();
        case WAIT -> rig.settle(6_000);
        case CRASH, CRASH_AND_APPEND, CRASH_AND_ROTATE, CRASH_AND_COPY_TRUNCATE ->
            crash(step.op(), file, count, length, step.flag());
        default -> {
          rig.look(); // what nobody has seen cannot be counted
          change(step.op(), file, count, length, step.flag());
        }
      }
    }

    private void change(Op op, Path file, int count, int length, boolean flag) throws IOException {
      Runnable between = length % 3 == 0 ? rig::look : () -> {};
      switch (op) {
        case ROTATE -> logs.rotate(file, flag);
        case COPY_TRUNCATE -> logs.copyTruncate(file, flag, between, count, length);
        case TRUNCATE -> logs.rewrite(file, count, length);
        case COMPRESS -> logs.compress(file);
        case DELETE -> logs.delete(file);
        case REPLACE -> logs.replace(file, count, length);
        case REPOINT -> logs.repoint(file, count, length);
        default -> throw new IllegalStateException(op.name());
      }
    }

    private void crash(Op op, Path file, int count, int length, boolean flag) throws IOException {
      if (op == Op.CRASH_AND_ROTATE || op == Op.CRASH_AND_COPY_TRUNCATE) {
        rig.look(); // what nobody has seen cannot be found again
      }
      rig.kill();
      switch (op) {
        case CRASH_AND_APPEND -> logs.append(file, count, length);
        case CRASH_AND_ROTATE -> logs.rotate(file, flag);
        case CRASH_AND_COPY_TRUNCATE -> logs.copyTruncate(file, flag, () -> {}, count, length);
        default -> {
          // Only killed.
        }
      }
      rig.restart();
    }

    void finish() {
      rig.sink().takeAgain();
      rig.sink().acknowledgeOnly(Integer.MAX_VALUE);
      rig.settle();
      rig.settle(6_000);
      rig.settle(6_000);
      rig.settle(700_000);
      rig.settle();
    }

    void check() {
      Map<String, Integer> stored = new HashMap<>();
      rig.texts().stream()
          .filter(LogWriters::counts)
          .forEach(t -> stored.merge(t, 1, Integer::sum));
      List<String> doubled = new ArrayList<>();
      long missing = 0;
      for (String line : logs.lines()) {
        int times = stored.getOrDefault(line, 0);
        missing += times == 0 ? line.length() : 0; // its end may have come unseen
        if (times > 1) {
          doubled.add(line);
        }
      }
      assertThat(doubled).as("stored more than once").isEmpty();
      assertThat(missing)
          .as("bytes of lines that are missing")
          .isLessThanOrEqualTo(rig.lost(Loss.TRUNCATED) + rig.lost(Loss.DELETED));
      assertThat(rig.status().idle()).isTrue();
    }

    @Override
    public void close() throws IOException {
      rig.close();
      delete(root);
      delete(rig.data());
    }

    private static void delete(Path directory) throws IOException {
      if (Files.exists(directory)) {
        try (Stream<Path> all = Files.walk(directory)) {
          all.sorted(Comparator.reverseOrder()).forEach(World::deleteOne);
        }
      }
    }

    private static void deleteOne(Path path) {
      try {
        Files.delete(path);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    return Combinators.combine(
            Arbitraries.of(Op.class),
            Arbitraries.integers().between(0, 2),
            Arbitraries.integers().between(0, 300),
            Arbitraries.of(true, false))
        .as(Step::new)
        .list()
        .ofMinSize(10)
        .ofMaxSize(60);
  }

  @Property(tries = 300, seed = "1279237391808064331", afterFailure = AfterFailureMode.RANDOM_SEED)
  void everyLineIsStoredOnceOrCountedAsLost(@ForAll("steps") List<Step> steps) throws IOException {
    for (int maxOpen : List.of(1, 64)) {
      try (World world = new World(maxOpen)) {
        for (Step step : steps) {
          world.run(step);
        }
        world.finish();
        world.check();
      }
    }
  }
}
