package dev.tailrace.benchmarks;

import dev.tailrace.app.TailraceCommands;

/** Adds {@code tailrace bench}. */
public final class BenchCommands implements TailraceCommands {
  @Override
  public Object command() {
    return new BenchCommand();
  }
}
