package dev.tailrace.agent;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Files that were followed when the agent stopped and are now beside their old path under a name
 * that no pattern matches: rotated while nobody looked. They are still to be read to their end.
 */
final class Stragglers {
  private final Collection<SourceState> missing;
  private final Map<Path, Map<String, FoundFile>> directories = new HashMap<>();

  Stragglers(Collection<SourceState> missing) {
    this.missing = missing;
  }

  Map<SourceState, FoundFile> find() {
    Map<SourceState, FoundFile> found = new LinkedHashMap<>();
    for (SourceState state : missing) {
      Path path = state.path();
      Path directory = path == null ? null : path.getParent();
      if (directory != null && state.goneSince() == SavedSource.NOT_GONE) {
        FoundFile file = directories.computeIfAbsent(directory, Stragglers::list).get(state.key());
        if (file != null && file.size() > state.offset()) {
          found.put(state, file);
        }
      }
    }
    return found;
  }

  private static Map<String, FoundFile> list(Path directory) {
    Map<String, FoundFile> files = new HashMap<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
      for (Path path : stream) {
        FoundFile.at(path).ifPresent(file -> files.put(file.key(), file));
      }
    } catch (IOException | DirectoryIteratorException e) {
      return Map.of();
    }
    return files;
  }
}
