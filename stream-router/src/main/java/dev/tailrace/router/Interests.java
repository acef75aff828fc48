package dev.tailrace.router;

import dev.tailrace.schemas.ContextKeys;
import dev.tailrace.schemas.LogEvent;
import dev.tailrace.schemas.TailInterest;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What is watched live. Leases come by one thread and are asked for by others, line by line: so
 * they are looked up by the narrowest that they name, and a line that nobody watches costs a look
 * for each kind of name that somebody watches.
 */
final class Interests {
  /** The names that leases may have, the narrowest first; a lease without any asks for all. */
  private final List<Asked> kinds =
      List.of(
          new Asked(ContextKeys.JOB_ID, TailInterest::jobId),
          new Asked(ContextKeys.RUN_ID, TailInterest::runId),
          new Asked(ContextKeys.REPOSITORY, TailInterest::repository),
          new Asked(null, lease -> ""));

  private final int most;
  private final Clock clock;
  private final Map<String, TailInterest> leases = new LinkedHashMap<>();

  /**
   * @param most leases at a time; beyond it those end that were not renewed for longest
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
    TailInterest old = leases.remove(watcher);
    if (old != null) {
      kindOf(old).remove(old);
    }
    if (lease != null) {
      leases.put(watcher, lease);
      kindOf(lease).add(lease);
    }
    removeEnded();
  }

  /** Those renewed last end last, but for watchers who ask for leases of their own length. */
  private void removeEnded() {
    Instant now = clock.instant();
    Iterator<TailInterest> oldest = leases.values().iterator();
    while (oldest.hasNext()) {
      TailInterest lease = oldest.next();
      if (leases.size() <= most && now.isBefore(lease.until())) {
        return;
      }
      oldest.remove();
      kindOf(lease).remove(lease);
    }
  }

  private Asked kindOf(TailInterest lease) {
    for (Asked kind : kinds) {
      if (kind.named.apply(lease) != null) {
        return kind;
      }
    }
    throw new IllegalStateException("the last kind takes every lease");
  }

  synchronized int count() {
    return leases.size();
  }

  /** Whether somebody watches the line now. */
  boolean watch(LogEvent event) {
    for (Asked kind : kinds) {
      List<TailInterest> found = kind.of(event);
      if (!found.isEmpty() && asks(found, event)) {
        return true;
      }
    }
    return false;
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

  /** The leases whose narrowest name is of one kind, by that name. */
  private static final class Asked {
    private final @Nullable String key;
    private final Function<TailInterest, @Nullable String> named;
    private final Map<String, List<TailInterest>> byName = new ConcurrentHashMap<>();

    /**
     * @param key the name's key in the context; null if every line has it
     */
    Asked(@Nullable String key, Function<TailInterest, @Nullable String> named) {
      this.key = key;
      this.named = named;
    }

    void add(TailInterest lease) {
      change(lease, leases -> leases.add(lease));
    }

    void remove(TailInterest lease) {
      change(lease, leases -> leases.remove(lease));
    }

    private void change(TailInterest lease, Consumer<List<TailInterest>> change) {
      byName.compute(
          String.valueOf(named.apply(lease)),
          (name, known) -> {
            List<TailInterest> changed = new ArrayList<>(known == null ? List.of() : known);
            change.accept(changed);
            return changed.isEmpty() ? null : List.copyOf(changed);
          });
    }

    List<TailInterest> of(LogEvent event) {
      if (byName.isEmpty()) {
        return List.of();
      }
      String name = key == null ? "" : event.contextText(key);
      return name == null ? List.of() : byName.getOrDefault(name, List.of());
    }
  }
}
