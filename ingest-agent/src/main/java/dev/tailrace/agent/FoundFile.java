package dev.tailrace.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/**
 * A regular file as discovery saw it.
 *
 * @param path absolute
 * @param key device and inode where the system has them, else the path
 * @param size in bytes
 * @param modified in milliseconds since 1970
 */
record FoundFile(Path path, String key, long size, long modified) {

  /** Looks at a path, following links; empty if it is no regular file that can be seen. */
  static Optional<FoundFile> at(Path path) {
    try {
      BasicFileAttributes is = Files.readAttributes(path, BasicFileAttributes.class);
      if (!is.isRegularFile()) {
        return Optional.empty();
      }
      String key = is.fileKey() == null ? path.toString() : is.fileKey().toString();
      return Optional.of(new FoundFile(path, key, is.size(), is.lastModifiedTime().toMillis()));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
