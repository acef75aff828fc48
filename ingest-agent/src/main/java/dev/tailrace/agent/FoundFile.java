package dev.tailrace.agent;

import java.nio.file.Path;

/**
 * A regular file as discovery saw it.
 *
 * @param path absolute, as a pattern means it
 * @param real the same without links where the path itself is a link, else the path
 * @param key device and inode where the system has them, else the path
 * @param birth when it was made, in nanoseconds since 1970, or {@link #UNKNOWN}
 * @param size in bytes
 * @param modified in nanoseconds since 1970
 */
record FoundFile(Path path, Path real, String key, long birth, long size, long modified) {
  static final long UNKNOWN = 0;

  /** Whether two births are known and differ: the same inode, but another file. */
  static boolean bornApart(long one, long other) {
    return one != UNKNOWN && other != UNKNOWN && one != other;
  }
}
