package dev.tailrace.sinks.s3;

import dev.tailrace.sinks.core.Chore;
import dev.tailrace.sinks.core.SinkUnavailableException;
import io.prometheus.client.Collector;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Compacts the archive's last days now and then, in a thread of its own. */
final class UnattendedCompactor implements AutoCloseable {
  /** Events are filed under hours up to seven days ago. */
  private static final Duration LOOK_BACK = Duration.ofDays(8);

  private static final Duration FIRST_WITHIN = Duration.ofMinutes(1);

  private final Compactor compactor;
  private final Duration interval;
  private final BooleanSupplier turn;
  private final InstantSource clock;
  private final CompactionMetrics metrics = new CompactionMetrics();
  private final Chore chore = new Chore("tailrace-archive-compactor", this::runSafely);
  private volatile @Nullable Instant lastRun;
  private volatile @Nullable String lastError;

  /**
   * @param compactor closed by this one
   * @param interval between the end of a run and the start of the next; zero for no runs at all
   * @param turn whether it is this process that compacts, of several with the same archive
   */
  UnattendedCompactor(
      Compactor compactor, Duration interval, BooleanSupplier turn, InstantSource clock) {
    this.compactor = compactor;
    this.interval = interval;
    this.turn = turn;
    this.clock = clock;
  }

  void start() {
    if (!interval.isZero()) {
      Duration first = interval.compareTo(FIRST_WITHIN) < 0 ? interval : FIRST_WITHIN;
      chore.start(first, interval);
    }
  }

  private void runSafely() {
    if (!turn.getAsBoolean()) {
      return;
    }
    try {
      Instant now = clock.instant();
      compactor.run(
          new ArchiveQuery(ArchiveQuery.ARCHIVED, now.minus(LOOK_BACK), null, null, null), metrics);
      lastRun = now;
      lastError = null;
    } catch (SinkUnavailableException | RuntimeException e) {
      if (!chore.isClosing()) {
        lastError = e.getMessage();
        metrics.failed(e);
      }
    }
  }

  /** For health: when the archive was last compacted by this process, and what is wrong. */
  Map<String, Object> details() {
    Map<String, Object> details = new LinkedHashMap<>();
    Instant run = lastRun;
    if (run != null) {
      details.put("last_compaction", run.toString());
    }
    String error = lastError;
    if (error != null) {
      details.put("compaction_error", error);
    }
    return details;
  }

  Collector metrics() {
    return metrics;
  }

  /** Ends a run where it is; the next one goes on. */
  @Override
  public void close() {
    chore.close();
    compactor.close();
  }
}
