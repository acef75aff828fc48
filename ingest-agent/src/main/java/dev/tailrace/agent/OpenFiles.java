package dev.tailrace.agent;

import java.util.LinkedHashSet;
import java.util.Set;

/** Keeps the number of open files within a bound. */
final class OpenFiles {
  private final int most;
  private final Set<DiskTail> open = new LinkedHashSet<>();

  OpenFiles(int most) {
    this.most = most;
  }

  /** Makes room for one more, by closing the one that was read longest ago. */
  void beforeReading(DiskTail tail) {
    open.removeIf(other -> !other.open());
    open.remove(tail);
    if (open.size() >= most) {
      DiskTail eldest = open.iterator().next();
      eldest.close();
      open.remove(eldest);
    }
    open.add(tail);
  }
}
