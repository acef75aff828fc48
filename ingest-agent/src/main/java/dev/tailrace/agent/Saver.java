package dev.tailrace.agent;

import java.io.IOException;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Saves the checkpoint when it is due. While it cannot be saved, as on a full disk, nothing may be
 * read; it tries again by itself.
 */
final class Saver {
  private static final Logger LOG = LoggerFactory.getLogger(Saver.class);

  /** At most this part of the time goes into saving, however large the checkpoint is. */
  private static final int SHARE = 50;

  private final DataDirectory directory;
  private final Supplier<Snapshot> source;
  private final Duration interval;
  private final AgentMetrics metrics;
  private final LongSupplier nanos;
  private boolean changed;
  private long next;
  private volatile @Nullable String problem;

  /**
   * @param nanos measures what saving takes
   */
  Saver(
      DataDirectory directory,
      Supplier<Snapshot> source,
      Duration interval,
      AgentMetrics metrics,
      LongSupplier nanos) {
    this.directory = directory;
    this.source = source;
    this.interval = interval;
    this.metrics = metrics;
    this.nanos = nanos;
  }

  @Nullable String problem() {
    return problem;
  }

  /** There is something new to save; it can wait for the interval. */
  void changed() {
    changed = true;
  }

  /** Saves if the interval is over. Returns whether reading may go on. */
  boolean saveIfDue(long now) {
    if (now < next || (!changed && problem == null)) {
      return problem == null;
    }
    return saveNow(now);
  }

  /** Saves. Returns whether reading may go on. */
  boolean saveNow(long now) {
    long begun = nanos.getAsLong();
    try {
      directory.save(source.get());
      changed = false;
      if (problem != null) {
        LOG.atInfo().log("the checkpoint can be saved again; reading goes on");
      }
      problem = null;
    } catch (IOException e) {
      if (problem == null) {
        LOG.atError().setCause(e).log("cannot save the checkpoint; reading stops until it can");
      }
      problem = "cannot save the checkpoint: " + e;
      metrics.checkpointFailures.inc();
    }
    Duration duration = Duration.ofNanos(nanos.getAsLong() - begun);
    metrics.checkpointSeconds.observe(duration.toNanos() / 1e9);
    long took = duration.toMillis();
    next = now + Math.max(interval.toMillis(), took * SHARE);
    return problem == null;
  }
}
