package dev.tailrace.agent;

import java.util.Locale;

/** Why bytes that were seen in a file cannot be read any more. */
enum Loss {
  /** The file was truncated or written anew, and no copy of what it held is beside it. */
  TRUNCATED,
  /** The file was deleted while it was not open. */
  DELETED;

  /** As the metric names it. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
