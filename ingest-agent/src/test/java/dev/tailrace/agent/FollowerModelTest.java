package dev.tailrace.agent;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Writes, rotates, deletes, crashes and restarts at random. Every complete line must be stored
 * exactly once, and counted once, whatever happens.
 */
final class FollowerModelTest {
  private static final int STEPS = 150;

  @TempDir Path logs;

  @TempDir(factory = MemoryDirectory.class)
  Path data;

  private final List<String> written = new ArrayList<>();
  private int sequence;
  private int rotations;

  static Stream<Long> seeds() {
    return Stream.iterate(1L, seed -> seed + 1).limit(60);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void storesEveryLineExactlyOnce(long seed) throws IOException {
    Random random = new Random(seed);
    Duration completeAfter = random.nextBoolean() ? Duration.ofMillis(700) : null;
    AgentConfig config = Rig.config(data, completeAfter, 1 + random.nextInt(4), logs + "/*.log");
    try (Rig rig = new Rig(config)) {
      for (int step = 0; step < STEPS; step++) {
        act(random, rig);
      }
      rig.sink().acknowledgeOnly(Integer.MAX_VALUE);
      rig.settle();
      rig.settle(6_000);

      assertThat(rig.texts()).containsExactlyInAnyOrderElementsOf(written);
      assertThat(rig.status().linesAcknowledged()).isEqualTo(written.size());
      assertThat(rig.status().idle()).isTrue();
    }
  }

  private void act(Random random, Rig rig) throws IOException {
    Path file = logs.resolve(random.nextInt(5) + ".log");
    switch (random.nextInt(12)) {
      case 0, 1, 2, 3 -> append(file, random);
      case 4, 5 -> rig.pass();
      case 6 -> rig.settle();
      case 7 -> rig.sink().acknowledgeOnly(random.nextInt(20));
      case 8 -> rotate(file, rig);
      case 9 -> rename(file, random);
      case 10 -> deleteWhenRead(file, rig);
      default -> {
        rig.kill();
        append(file, random);
        rig.restart();
      }
    }
  }

  private void append(Path file, Random random) throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(6); i >= 0; i--) {
      String line = "line " + sequence++ + " " + "x".repeat(random.nextInt(300));
      written.add(line);
      text.append(line).append(random.nextInt(10) == 0 ? "\r\n" : "\n");
    }
    Files.write(file, text.toString().getBytes(ISO_8859_1), CREATE, WRITE, APPEND);
  }

  /** Rotation keeps the file beside its old path, under a name that is not followed. */
  private void rotate(Path file, Rig rig) throws IOException {
    if (Files.exists(file)) {
      rig.settle();
      Files.move(file, logs.resolve("rotated." + rotations++));
    }
  }

  private void rename(Path file, Random random) throws IOException {
    Path to = logs.resolve("renamed-" + random.nextInt(3) + ".log");
    if (Files.exists(file) && !Files.exists(to)) {
      Files.move(file, to);
    }
  }

  /** Settles twice so that progress is saved: nobody can count lines of a file that is no more. */
  private void deleteWhenRead(Path file, Rig rig) throws IOException {
    rig.sink().acknowledgeOnly(Integer.MAX_VALUE);
    rig.settle();
    rig.settle();
    Files.deleteIfExists(file);
  }
}
