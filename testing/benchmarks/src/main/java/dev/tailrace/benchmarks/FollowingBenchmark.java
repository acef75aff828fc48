package dev.tailrace.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** What an agent costs that has 5,000 files open and nothing to do. */
final class FollowingBenchmark {
  private static final int FILES = 5_000;

  /** How long it is left alone, and how long it is then watched, in seconds a run. */
  private static final long SETTLE_SECONDS = 2;

  private static final long IDLE_SECONDS = 4;

  private final AgentShipper agent;
  private final Path directory;
  private final int runs;
  private final PrintStream out;

  FollowingBenchmark(Path launcher, Path directory, int runs, PrintStream out) {
    this.agent = new AgentShipper(launcher, /* redaction= */ true, 0);
    this.directory = directory.resolve("following");
    this.runs = runs;
    this.out = out;
  }

  void run(String bootstrapServers) throws IOException, InterruptedException {
    Path in = Files.createDirectories(directory.resolve("in"));
    for (int i = 0; i < FILES; i++) {
      Files.writeString(in.resolve(i + ".log"), "a line of file " + i + "\n");
    }
    agent.start(directory, bootstrapServers).close(); // the first start after a build takes longer
    long begun = System.nanoTime();
    try (Daemon daemon = agent.start(directory, bootstrapServers)) {
      double start = (System.nanoTime() - begun) / 1e9;
      out.printf(
          Locale.ROOT, "agent: ready after %.2f s and %.2f CPU-s%n", start, daemon.cpuSeconds());
      TimeUnit.SECONDS.sleep(runs * SETTLE_SECONDS);
      double before = daemon.cpuSeconds();
      TimeUnit.SECONDS.sleep(runs * IDLE_SECONDS);
      out.printf(
          Locale.ROOT,
          "agent: %d files open, %.0f MB resident, %.1f %% of a core when nothing is written%n",
          FILES,
          daemon.residentMegabytes(),
          (daemon.cpuSeconds() - before) / (runs * IDLE_SECONDS) * 100);
    }
  }
}
