package dev.tailrace.local;

import dev.tailrace.app.TailraceCommands;

/** Adds {@code tailrace local}. */
public final class LocalCommands implements TailraceCommands {
  @Override
  public Object command() {
    return new LocalCommand();
  }
}
