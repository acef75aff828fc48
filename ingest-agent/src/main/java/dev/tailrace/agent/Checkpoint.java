package dev.tailrace.agent;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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

  /** The byte behind the last acknowledged line of each file that has a source, by its path. */
  Map<Path, Long> offsets() {
    Map<Path, Long> offsets = new HashMap<>();
    for (SavedSource source : sources) {
      if (!source.replaced()) {
        SavedPath.of(source.path()).ifPresent(path -> offsets.put(path, source.offset()));
      }
    }
    return offsets;
  }

  long bytes() {
    return forgottenBytes + sources.stream().mapToLong(SavedSource::offset).sum();
  }
}
