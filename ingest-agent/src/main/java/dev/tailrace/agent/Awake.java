package dev.tailrace.agent;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The tails that need attention: they grow, can be read, wait for an acknowledgement or are about
 * to end. What a pass costs follows from their number, not from how many files are followed.
 */
final class Awake {
  private final Set<Tail> tails = new LinkedHashSet<>();
  private final Map<Tail, Long> asleep = new HashMap<>();
  private long asleepUnread;

  void wake(Tail tail) {
    forget(tail);
    tails.add(tail);
  }

  /** It is followed no more. */
  void remove(Tail tail) {
    tails.remove(tail);
    forget(tail);
  }

  private void forget(Tail tail) {
    Long unread = asleep.remove(tail);
    asleepUnread -= unread == null ? 0 : unread;
  }

  /** Those that were served longest ago come first. */
  List<Tail> all() {
    return List.copyOf(tails);
  }

  /** Others come first now. */
  void served(Tail tail) {
    if (tails.remove(tail)) {
      tails.add(tail);
    }
  }

  void letQuietSleep(long now) {
    for (Tail tail : all()) {
      if (tail.quiet(now)) {
        tails.remove(tail);
        if (tail.unread() > 0) {
          asleep.put(tail, tail.unread());
          asleepUnread += tail.unread();
        }
      }
    }
  }

  /** Bytes behind the last acknowledged lines, of all tails. */
  long unread() {
    return asleepUnread + tails.stream().mapToLong(Tail::unread).sum();
  }
}
