package dev.tailrace.local;

import dev.tailrace.platform.config.ConfigException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code tailrace local}. */
@Command(
    name = "local",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Run everything in one process on embedded real servers.")
final class LocalCommand implements Callable<Integer> {
  private static final int INTERRUPTED = 130;

  @Mixin private final LocalOptions options = new LocalOptions();

  @Override
  public Integer call() throws Exception {
    check();
    LocalRun run = new LocalRun(options);
    try (run) {
      return run.run();
    } catch (Exception e) {
      if (run.stopping()) {
        return INTERRUPTED; // whatever it was doing, it was told to stop
      }
      throw e;
    }
  }

  private void check() {
    if (options.untilIdle && options.simulated() && options.jobs == null) {
      throw new ConfigException(
          "--until-idle", null, "a simulated platform never idles; add --jobs N or --file PATH");
    }
    if (options.jobs != null && options.jobs < 1) {
      throw new ConfigException("--jobs", options.jobs, "must be 1 or more");
    }
    if (!(options.rate > 0 && options.rate <= 100_000)) {
      throw new ConfigException("--rate", options.rate, "must be more than 0, at most 100000");
    }
  }
}
