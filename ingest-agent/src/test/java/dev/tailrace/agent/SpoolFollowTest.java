package dev.tailrace.agent;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tailrace.agent.spool.Spool;
import dev.tailrace.agent.spool.SpoolMetrics;
import dev.tailrace.agent.spool.SpoolSettings;
import dev.tailrace.agent.spool.Stored;
import dev.tailrace.platform.redaction.RedactionListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Spools lines, follows the spool, kills both and starts them again at random. Segments are tiny
 * and begin alike, and are cleared away and begun all the time: nothing of this may lose a line or
 * store one twice.
 */
final class SpoolFollowTest {
  private static final int STEPS = 120;
  private static final SpoolSettings TINY = new SpoolSettings(1 << 20, 64, Duration.ZERO);

  @TempDir Path data;

  private final List<String> accepted = new ArrayList<>();
  private Map<String, List<MemorySink.Stored>> stored = new LinkedHashMap<>();
  private DataDirectory directory;
  private Spool spool;
  private Follower follower;
  private MemorySink sink;
  private long now = 1_000_000;

  static Stream<Long> seeds() {
    return Stream.iterate(1L, seed -> seed + 1).limit(8);
  }

  private void start() throws IOException {
    Path folder = data.resolve("spool");
    directory = DataDirectory.open(data);
    Checkpoint checkpoint = directory.load();
    spool = Spool.open(folder, Set.of("a"), TINY, directory::savedOffset, new SpoolMetrics());
    AgentConfig config = Rig.config(data, null, 2, Spool.pattern(folder.toAbsolutePath(), "a"));
    Inputs inputs = new Inputs("h", config.inputs());
    AgentMetrics metrics = new AgentMetrics();
    FileFinder finder = new FileFinder(inputs);
    Sources sources = new Sources(finder, TailSettings.of(config), checkpoint, metrics);
    sources.recovered(SpoolInputs.directory(config));
    Saver saver =
        new Saver(directory, sources::checkpoint, config.checkpointInterval(), metrics, () -> 0);
    Discovery discovery =
        new Discovery(finder, sources, DirectoryWatch.none(), config.discoveryInterval(), () -> 0);
    sink = new MemorySink(stored);
    follower =
        new Follower(
            new OpenFiles(config.maxOpenFiles()),
            discovery,
            sources,
            sink,
            saver,
            Redaction.of(config, RedactionListener.NONE),
            metrics);
  }

  private void kill() {
    follower.close();
    spool.close();
    directory.close();
    stored = sink.stored();
  }

  private void settle(long millis) {
    for (int i = 0; i < 2; i++) {
      now += millis;
      for (int j = 0; j < 10_000 && follower.pass(now); j++) {
        // There is more to do.
      }
      follower.pass(now);
    }
  }

  private void append(Random random) {
    List<String> lines = new ArrayList<>();
    for (int i = random.nextInt(4); i >= 0; i--) {
      lines.add(random.nextInt(8) > 0 ? "same" : "line " + accepted.size());
    }
    byte[] bytes = (String.join("\n", lines) + "\n").getBytes(UTF_8);
    assertThat(spool.append("a", bytes).join()).isEqualTo(Stored.STORED);
    accepted.addAll(lines);
  }

  private void act(Random random) throws IOException {
    switch (random.nextInt(8)) {
      case 0, 1, 2 -> append(random);
      case 3 -> follower.pass(now);
      case 4 -> settle(random.nextBoolean() ? Rig.TICK : 6_000);
      case 5 -> sink.acknowledgeOnly(random.nextInt(20));
      case 6 -> sink.acknowledgeOnly(Integer.MAX_VALUE);
      default -> {
        if (random.nextBoolean()) {
          tear();
        }
        kill();
        start();
      }
    }
  }

  /** What a request had written when the process ended is read, and then taken back. */
  private void tear() throws IOException {
    spool.close();
    List<Path> segments;
    try (Stream<Path> found = Files.list(data.resolve("spool").resolve("a"))) {
      segments = found.sorted().toList();
    }
    if (!segments.isEmpty()) {
      Files.writeString(segments.get(segments.size() - 1), "torn", StandardOpenOption.APPEND);
      settle(Rig.TICK);
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void storesEveryAcceptedLineOnce(long seed) throws IOException {
    Random random = new Random(seed);
    start();
    for (int step = 0; step < STEPS; step++) {
      act(random);
    }
    sink.acknowledgeOnly(Integer.MAX_VALUE);
    settle(Rig.TICK);
    settle(6_000);
    kill();
    start();
    kill();

    assertThat(sink.texts()).containsExactlyInAnyOrderElementsOf(accepted);
    try (Stream<Path> left = Files.list(data.resolve("spool").resolve("a"))) {
      assertThat(left).isEmpty();
    }
  }
}
