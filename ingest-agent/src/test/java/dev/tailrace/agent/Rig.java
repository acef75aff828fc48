package dev.tailrace.agent;

import dev.tailrace.platform.redaction.RedactionListener;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** An agent without its thread, with a clock that the test moves. */
final class Rig implements AutoCloseable {
  static final long TICK = 600;

  private final AgentConfig config;
  private DataDirectory directory;
  private Follower follower;
  private MemorySink sink;
  private long now = 1_000_000;

  Rig(AgentConfig config) {
    this.config = config;
    start(new MemorySink());
  }

  static Rig following(Path data, String... include) {
    return new Rig(config(data, null, 512, include));
  }

  static AgentConfig config(Path data, Duration completeAfter, int maxOpen, String... include) {
    AgentConfig config = AgentConfig.of(data, List.of(InputConfig.files(include)));
    return new AgentConfig(
        data, "h", config.inputs(), null, null, null, completeAfter, null, maxOpen, null, null);
  }

  private void start(MemorySink into) {
    sink = into;
    directory = DataDirectory.open(config.dataDirectory());
    Inputs inputs = new Inputs(config.host(), config.inputs());
    Sources sources = new Sources(inputs, TailSettings.of(config), directory.load());
    Saver saver = new Saver(directory, sources::checkpoint, config.checkpointInterval());
    follower =
        new Follower(
            config,
            new FileFinder(inputs),
            sources,
            sink,
            saver,
            Redaction.of(config, RedactionListener.NONE),
            new AgentMetrics());
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
