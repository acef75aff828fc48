package dev.tailrace.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Looks at single files. Java gives the time of the last change for the time of birth where a file
 * system keeps none, so a birth counts only on devices where the two were once seen to differ.
 */
final class FileLook {
  private final Set<String> devicesWithBirths = new HashSet<>();

  /** Looks at a path, following links; empty if it is no regular file that can be seen. */
  Optional<FoundFile> at(Path path) {
    try {
      return of(path, attributes(path));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** What the path itself is, be it a link. */
  static BasicFileAttributes attributes(Path path) throws IOException {
    return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
  }

  /**
   * The same, for whoever has {@link #attributes} already.
   *
   * @throws IOException if it is a link that leads nowhere
   */
  Optional<FoundFile> of(Path path, BasicFileAttributes attributes) throws IOException {
    if (!attributes.isSymbolicLink()) {
      return found(path, path, attributes);
    }
    Path real = path.toRealPath();
    return found(path, real, Files.readAttributes(real, BasicFileAttributes.class));
  }

  private Optional<FoundFile> found(Path path, Path real, BasicFileAttributes is) {
    if (!is.isRegularFile()) {
      return Optional.empty();
    }
    long modified = is.lastModifiedTime().to(TimeUnit.NANOSECONDS);
    return Optional.of(
        new FoundFile(path, real, key(path, is), birth(is, modified), is.size(), modified));
  }

  /** Device and inode, as text that can be saved. */
  static String key(Path path, BasicFileAttributes is) {
    return is.fileKey() == null ? path.toString() : is.fileKey().toString();
  }

  /** Whether the file with this key is at the path. */
  static boolean isAt(Path path, String key) throws IOException {
    return key(path, Files.readAttributes(path, BasicFileAttributes.class)).equals(key);
  }

  /** Learns from a file or directory whether its device keeps births. */
  long birth(BasicFileAttributes is, long modified) {
    long created = is.creationTime().to(TimeUnit.NANOSECONDS);
    String device = device(String.valueOf(is.fileKey()));
    if (created > 0 && created != modified) {
      devicesWithBirths.add(device);
    }
    return created > 0 && devicesWithBirths.contains(device) ? created : FoundFile.UNKNOWN;
  }

  /** The device that a key names. */
  static String device(String key) {
    int comma = key.indexOf(',');
    return comma < 0 ? key : key.substring(0, comma);
  }
}
