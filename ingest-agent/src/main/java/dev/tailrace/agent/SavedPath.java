package dev.tailrace.agent;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns the text of a path back into a path. */
final class SavedPath {
  private SavedPath() {}

  /** Empty if there was none, or if it cannot be written in this process's locale. */
  static Optional<Path> of(@Nullable String text) {
    try {
      return Optional.ofNullable(text).map(Path::of);
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }
}
