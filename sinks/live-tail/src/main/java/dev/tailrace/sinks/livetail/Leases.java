package dev.tailrace.sinks.livetail;

import dev.tailrace.schemas.TailInterest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Which leases this server's watchers need, and which of them are announced. Those who watch the
 * same lines share one lease. Nothing here waits for Kafka, so that a watcher never does.
 */
final class Leases {
  private static final int RENEWALS = 3;

  /** Leases of different servers have different keys, so that none ends another's. */
  private final String server = UUID.randomUUID().toString();

  private final Duration length;
  private final Map<Watched, Integer> watchers = new HashMap<>();
  private final Map<Watched, Instant> renewals = new HashMap<>();
  private final BlockingQueue<Boolean> changed = new ArrayBlockingQueue<>(1);

  /**
   * What is to be written to the topic.
   *
   * @param lease null if the lease ends
   */
  record Change(Watched watched, String key, @Nullable TailInterest lease) {}

  /**
   * @param length how long a lease lasts if nobody renews it
   */
  Leases(Duration length) {
    this.length = length;
  }

  synchronized void acquire(Watched watched) {
    if (watchers.merge(watched, 1, Integer::sum) == 1) {
      wake();
    }
  }

  synchronized void release(Watched watched) {
    Integer left = watchers.computeIfPresent(watched, (same, n) -> n == 1 ? null : n - 1);
    if (left == null) {
      wake();
    }
  }

  /** What to announce, renew or end now; counts as done unless {@link #failed} says otherwise. */
  synchronized List<Change> due(Instant now) {
    List<Change> due = new ArrayList<>();
    Iterator<Watched> announced = renewals.keySet().iterator();
    while (announced.hasNext()) {
      Watched watched = announced.next();
      if (!watchers.containsKey(watched)) {
        due.add(new Change(watched, key(watched), null));
        announced.remove();
      }
    }
    for (Watched watched : watchers.keySet()) {
      Instant renewal = renewals.get(watched);
      if (renewal == null || !now.isBefore(renewal)) {
        due.add(new Change(watched, key(watched), watched.until(now.plus(length))));
        renewals.put(watched, now.plus(length.dividedBy(RENEWALS)));
      }
    }
    return due;
  }

  /** Has a lease announced again at once. One that could not be ended runs out by itself. */
  synchronized void failed(Change change) {
    // Still known as announced: it may have been written all the same, and is to be ended then.
    renewals.replace(change.watched(), Instant.MIN);
  }

  /** The end of every lease, for when the server ends. */
  synchronized List<Change> endAll() {
    List<Change> ends =
        renewals.keySet().stream().map(watched -> new Change(watched, key(watched), null)).toList();
    renewals.clear();
    return ends;
  }

  /** Waits until something changes, at most so long. */
  void awaitChange(Duration most) throws InterruptedException {
    Boolean ignored = changed.poll(most.toMillis(), TimeUnit.MILLISECONDS);
  }

  void wake() {
    boolean ignored = changed.offer(true);
  }

  synchronized int count() {
    return watchers.size();
  }

  private String key(Watched watched) {
    return server + "/" + watched.id();
  }
}
