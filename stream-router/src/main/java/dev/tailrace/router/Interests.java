package dev.tailrace.router;

import dev.tailrace.schemas.ContextKeys;
import dev.tailrace.schemas.LogEvent;
import dev.tailrace.schemas.TailInterest;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is watched live. Leases come by one thread and are asked for by others, line by line: so
 * they are looked up by run, by job or by repository, and a line that nobody watches costs three
 * looks, or none if nobody watches anything.
 */
final class Interests {
  private record Index(Map<String, List<TailInterest>> byKey, List<TailInterest> all) {
    private static final Index EMPTY = new Index(Map.of(), List.of());

    boolean isInUse() {
      return !byKey.isEmpty() || !all.isEmpty();
    }
  }

  private final int most;
  private final Clock clock;
  private final Map<String, TailInterest> leases = new LinkedHashMap<>();
  private volatile Index index = Index.EMPTY;

  /**
   * @param most leases at a time; beyond it the oldest end
   */
  Interests(int most, Clock clock) {
    this.most = most;
    this.clock = clock;
  }

  /**
   * Takes a lease, or what renews one.
   *
   * @param lease null if the watcher has gone
   */
  synchronized void put(String watcher, @Nullable TailInterest lease) {
    leases.remove(watcher);
    if (lease != null) {
      leases.put(watcher, lease);
    }
    Instant now = clock.instant();
    leases.values().removeIf(old -> !now.isBefore(old.until()));
    while (leases.size() > most) {
      leases.remove(leases.keySet().iterator().next());
    }
    index = indexed();
  }

  private Index indexed() {
    Map<String, List<TailInterest>> byKey = new HashMap<>();
    List<TailInterest> all = new ArrayList<>();
    for (TailInterest lease : leases.values()) {
      String key = key(lease);
      if (key == null) {
        all.add(lease);
      } else {
        byKey.computeIfAbsent(key, any -> new ArrayList<>()).add(lease);
      }
    }
    return new Index(byKey, all);
  }

  /** The narrowest that a lease asks for. */
  private static @Nullable String key(TailInterest lease) {
    if (lease.jobId() != null) {
      return lease.jobId();
    }
    return lease.runId() != null ? lease.runId() : lease.repository();
  }

  synchronized int count() {
    return leases.size();
  }

  /** Whether somebody watches the line now. */
  boolean watch(LogEvent event) {
    Index now = index;
    return now.isInUse()
        && (asks(now.all(), event)
            || asks(now, event, ContextKeys.JOB_ID)
            || asks(now, event, ContextKeys.RUN_ID)
            || asks(now, event, ContextKeys.REPOSITORY));
  }

  private boolean asks(Index now, LogEvent event, String key) {
    String value = now.byKey().isEmpty() ? null : event.contextText(key);
    List<TailInterest> found = value == null ? null : now.byKey().get(value);
    return found != null && asks(found, event);
  }

  private boolean asks(List<TailInterest> found, LogEvent event) {
    for (TailInterest lease : found) {
      if (matches(lease.jobId(), event, ContextKeys.JOB_ID)
          && matches(lease.runId(), event, ContextKeys.RUN_ID)
          && matches(lease.repository(), event, ContextKeys.REPOSITORY)
          && clock.instant().isBefore(lease.until())) {
        return true;
      }
    }
    return false;
  }

  private static boolean matches(@Nullable String asked, LogEvent event, String key) {
    return asked == null || asked.equals(event.contextText(key));
  }
}
