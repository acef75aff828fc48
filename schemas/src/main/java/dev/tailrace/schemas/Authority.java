package dev.tailrace.schemas;

import java.util.Locale;
import java.util.Optional;

/**
 * How far what a source writes may be believed. It comes from the agent's configuration or a
 * credential, never from the text of a log.
 */
public enum Authority {
  /** A service of the platform: its structured lines may name repositories and report CI events. */
  PLATFORM,
  /** The output of somebody's job: content. It names nothing and reports nothing. */
  JOB;

  /** The name in configuration and documents: lower case. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Authority> byId(String id) {
    return switch (id) {
      case "platform" -> Optional.of(PLATFORM);
      case "job" -> Optional.of(JOB);
      default -> Optional.empty();
    };
  }
}
