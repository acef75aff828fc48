package dev.tailrace.sinks.livetail;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** All who watch, and the recent lines for those who come. */
final class Watchers {
  private static final long RECENT_BYTES = 32 << 20;

  private final int max;
  private final RecentLines recent;
  private final Leases leases;
  private final Set<Watcher> all = new LinkedHashSet<>();
  private final LongAdder lines = new LongAdder();
  private final LongAdder dropped = new LongAdder();

  Watchers(LiveTailConfig config, Leases leases) {
    this.max = config.watchers();
    this.recent = new RecentLines(config.backlog(), RECENT_BYTES);
    this.leases = leases;
  }

  /**
   * Lets a watcher in and gives it its backlog; no line is missing or doubled in between.
   *
   * @param lastEventId the last line it saw before its connection broke; null if it is new
   * @return false if there are too many
   */
  boolean join(Watcher watcher, @Nullable String lastEventId) {
    synchronized (this) {
      if (all.size() >= max) {
        return false;
      }
      backlog(watcher, lastEventId).forEach(line -> offer(watcher, line));
      all.add(watcher);
      if (watcher.query().follow()) {
        leases.acquire(Watched.by(watcher.query()));
      }
    }
    if (watcher.query().follow()) {
      watcher.iterate();
    } else {
      watcher.end();
    }
    return true;
  }

  private List<TailLine> backlog(Watcher watcher, @Nullable String lastEventId) {
    if (lastEventId != null) {
      List<TailLine> missed = recent.after(lastEventId, watcher.filter());
      // It was away for longer than lines are kept: all of them are new to it.
      return missed == null ? recent.last(Integer.MAX_VALUE, watcher.filter()) : missed;
    }
    return recent.last(watcher.query().backlog(), watcher.filter());
  }

  synchronized void leave(Watcher watcher) {
    if (all.remove(watcher) && watcher.query().follow()) {
      leases.release(Watched.by(watcher.query()));
    }
  }

  /** Gives lines to everyone who wants them. Waits for nobody. */
  void publish(List<TailLine> batch) {
    synchronized (this) {
      for (TailLine line : batch) {
        recent.add(line);
        for (Watcher watcher : all) {
          if (watcher.query().follow()) {
            offer(watcher, line);
          }
        }
      }
    }
    lines.add(batch.size());
    copy().forEach(Watcher::iterate);
  }

  private void offer(Watcher watcher, TailLine line) {
    if (!watcher.offer(line)) {
      dropped.increment();
    }
  }

  void heartbeat() {
    copy().forEach(Watcher::heartbeat);
  }

  void endAll() {
    copy().forEach(Watcher::end);
  }

  synchronized int count() {
    return all.size();
  }

  int max() {
    return max;
  }

  long lines() {
    return lines.sum();
  }

  long dropped() {
    return dropped.sum();
  }

  /** Writing may end a watcher at once, so it is done outside of the lock. */
  private synchronized List<Watcher> copy() {
    return List.copyOf(all);
  }
}
