package dev.tailrace.agent;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Files that are now beside their old path under a name that no pattern matches: rotated while they
 * were not open. They are still to be read to their end.
 */
final class Stragglers {
  private final FileFinder finder;
  private final Map<Path, Map<String, FoundFile>> directories = new HashMap<>();

  Stragglers(FileFinder finder) {
    this.finder = finder;
  }

  /** Looks for the file of a source beside its path. */
  Optional<FoundFile> find(SourceState state) {
    Path path = state.path();
    Path directory = path == null ? null : path.getParent();
    return Optional.ofNullable(directory)
        .map(d -> directories.computeIfAbsent(d, this::list).get(state.key()))
        .filter(state.identity()::at);
  }

  private Map<String, FoundFile> list(Path directory) {
    Map<String, FoundFile> files = new HashMap<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
      for (Path path : stream) {
        finder.at(path).ifPresent(file -> files.put(file.key(), file));
      }
    } catch (IOException | DirectoryIteratorException e) {
      return Map.of();
    }
    return files;
  }
}
