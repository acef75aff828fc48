package dev.tailrace.agent;

import dev.tailrace.platform.redaction.RedactionConfig;
import dev.tailrace.platform.redaction.RedactionListener;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** An agent without its thread, with a clock that the test moves. */
final class Rig implements AutoCloseable {
  static final long TICK = 600;

  private final AgentConfig config;
  private DataDirectory directory;
  private Follower follower;
  private MemorySink sink;
  private AgentMetrics metrics = new AgentMetrics();
  private FileFinder finder;
  private final Map<Loss, Long> lostBefore =
      new EnumMap<>(Map.of(Loss.TRUNCATED, 0L, Loss.DELETED, 0L));
  private long now = 1_000_000;

  Rig(AgentConfig config) {
    this.config = config;
    start(new MemorySink());
  }

  static Rig following(Path data, String... include) {
    return new Rig(config(data, null, 512, RedactionConfig.defaults(), include));
  }

  /** Without redaction, whose rules take long to read for those who start very often. */
  static AgentConfig config(Path data, Duration completeAfter, int maxOpen, String... include) {
    RedactionConfig off = new RedactionConfig(false, List.of(), List.of(), List.of());
    return config(data, completeAfter, maxOpen, off, include);
  }

  private static AgentConfig config(
      Path data,
      Duration completeAfter,
      int maxOpen,
      RedactionConfig redaction,
      String... include) {
    AgentConfig config = AgentConfig.of(data, List.of(InputConfig.files(include)));
    return new AgentConfig(
        data,
        "h",
        config.inputs(),
        null,
        null,
        null,
        completeAfter,
        null,
        maxOpen,
        null,
        redaction);
  }

  private void start(MemorySink into) {
    sink = into;
    directory = DataDirectory.open(config.dataDirectory());
    AgentMetrics metrics = new AgentMetrics();
    finder = new FileFinder(new Inputs(config.host(), config.inputs()));
    Sources sources = new Sources(finder, TailSettings.of(config), directory.load(), metrics);
    Saver saver =
        new Saver(directory, sources::checkpoint, config.checkpointInterval(), metrics, () -> 0);
    Discovery discovery =
        new Discovery(finder, sources, DirectoryWatch.none(), config.discoveryInterval(), () -> 0);
    follower =
        new Follower(
            new OpenFiles(config.maxOpenFiles()),
            discovery,
            sources,
            sink,
            saver,
            Redaction.of(config, RedactionListener.NONE),
            metrics);
    this.metrics = metrics;
  }

  /** Bytes that were counted as lost, by all agents so far. */
  long lost(Loss reason) {
    return lostBefore.get(reason) + (long) metrics.lostBytes.labels(reason.label()).get();
  }

  void reconfigure(InputConfig... inputs) {
    follower.follow(new Inputs(config.host(), List.of(inputs)));
  }

  /** Sees what the agent sees. */
  FileFinder finder() {
    return finder;
  }

  AgentMetrics metrics() {
    return metrics;
  }

  Follower follower() {
    return follower;
  }

  MemorySink sink() {
    return sink;
  }

  List<String> texts() {
    return sink.texts();
  }

  AgentStatus status() {
    return follower.status();
  }

  String problem() {
    return follower.problem();
  }

  void pass() {
    follower.pass(now);
  }

  /** Passes once, at a time when all files are looked at. */
  void look() {
    now += TICK;
    follower.pass(now);
  }

  Path data() {
    return config.dataDirectory();
  }

  /** Passes until there is nothing to do, then once more after the discovery interval. */
  void settle() {
    settle(TICK);
  }

  void settle(long millis) {
    for (int i = 0; i < 2; i++) {
      now += millis;
      for (int j = 0; j < 10_000 && follower.pass(now); j++) {
        // There is more to do.
      }
      follower.pass(now);
    }
  }

  void kill() {
    for (Loss reason : Loss.values()) {
      lostBefore.put(reason, lost(reason));
    }
    metrics = new AgentMetrics();
    follower.close();
    directory.close();
  }

  void restart() {
    Map<String, List<MemorySink.Stored>> stored = sink.stored();
    now += TICK;
    start(new MemorySink(stored));
  }

  @Override
  public void close() {
    kill();
  }
}
