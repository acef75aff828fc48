package dev.tailrace.agent;

import java.util.List;

/**
 * What survives a restart.
 *
 * @param sources that may be seen again
 * @param forgottenLines acknowledged lines of the sources that are no longer listed
 * @param forgottenBytes acknowledged bytes of the sources that are no longer listed
 */
record Checkpoint(List<SavedSource> sources, long forgottenLines, long forgottenBytes) {
  static final Checkpoint EMPTY = new Checkpoint(List.of(), 0, 0);

  Checkpoint {
    sources = List.copyOf(sources);
  }

  long lines() {
    return forgottenLines + sources.stream().mapToLong(SavedSource::lines).sum();
  }

  long bytes() {
    return forgottenBytes + sources.stream().mapToLong(SavedSource::offset).sum();
  }
}
