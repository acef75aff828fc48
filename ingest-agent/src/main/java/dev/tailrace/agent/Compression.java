package dev.tailrace.agent;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Which files are compressed, by their names. */
final class Compression {
  private static final List<String> SUFFIXES = List.of(".gz", ".zst", ".bz2", ".xz", ".zip");

  private Compression() {}

  static boolean gzip(Path path) {
    return path.toString().toLowerCase(Locale.ROOT).endsWith(".gz");
  }

  /**
   * Whether a pattern's last segment means this file. {@code app.log*} does not mean {@code
   * app.log.2.gz}: its lines were read before it was rotated.
   */
  static boolean admits(String lastSegment, Path path) {
    String name = path.toString().toLowerCase(Locale.ROOT);
    String pattern = lastSegment.toLowerCase(Locale.ROOT);
    return SUFFIXES.stream()
        .filter(name::endsWith)
        .allMatch(suffix -> pattern.contains(suffix) || pattern.contains(suffix.substring(1)));
  }
}
