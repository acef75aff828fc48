package dev.tailrace.app.archive;

import dev.tailrace.schemas.Category;
import dev.tailrace.schemas.LogEvent;

/** Counts events, and does nothing with them. */
final class DryRun implements ReplayTarget {
  private long events;

  @Override
  public void begin() {}

  @Override
  public void add(Category category, LogEvent event, byte[] json) {
    events++;
  }

  @Override
  public void finish() {}

  @Override
  public String outcome() {
    return "would be replayed: " + events;
  }

  @Override
  public long refused() {
    return 0;
  }

  @Override
  public void close() {}
}
