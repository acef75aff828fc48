package dev.tailrace.agent.lines;

import java.util.Locale;

/** The output of a container. Each is a sequence of lines of its own, within one file. */
public enum ContainerStream {
  STDOUT,
  STDERR;

  private final String id = name().toLowerCase(Locale.ROOT);

  /** As runtimes write it. */
  public String id() {
    return id;
  }
}
