package dev.tailrace.agent.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where the spool's files are, and what is done to them but appending. */
final class SpoolFiles {
  /** The end of a segment's name. */
  static final String SUFFIX = ".ndjson";

  private static final String ACKNOWLEDGED = ".acknowledged";
  private static final int CHUNK = 64 << 10;

  /**
   * How long an acknowledged segment keeps its inode. The agent knows a deleted file by its inode
   * for ten minutes; until then no new segment may have it, as segments may well begin alike.
   */
  private static final Duration INODE_KEPT = Duration.ofMinutes(15);

  private final Path directory;

  /** Makes all folders, as on a full disk none could be made to free it. */
  SpoolFiles(Path directory) throws IOException {
    this.directory = directory;
    Files.createDirectories(directory.resolve(ACKNOWLEDGED));
    syncDirectory(directory.toAbsolutePath().getParent());
  }

  Path tenant(String tenant) throws IOException {
    Path path = directory.resolve(tenant);
    if (!Files.isDirectory(path)) {
      Files.createDirectories(path);
      syncDirectory(directory);
    }
    return path;
  }

  /** The names of all tenants that have a folder. */
  static List<String> tenants(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> found = Files.list(directory)) {
      return found
          .filter(Files::isDirectory)
          .map(path -> path.getFileName().toString())
          .filter(name -> !name.startsWith("."))
          .sorted()
          .toList();
    }
  }

  /** A tenant's segments, oldest first. */
  static List<Path> segments(Path tenant) throws IOException {
    try (Stream<Path> found = Files.list(tenant)) {
      return found.filter(path -> path.toString().endsWith(SUFFIX)).sorted().toList();
    }
  }

  static Path segment(Path tenant, long sequence) {
    return tenant.resolve(String.format("%016x", sequence) + SUFFIX);
  }

  static long sequence(Path segment) {
    String name = segment.getFileName().toString();
    try {
      return Long.parseUnsignedLong(name.substring(0, name.length() - SUFFIX.length()), 16);
    } catch (NumberFormatException e) {
      return 0; // somebody else's file: it is followed and cleared away like the others
    }
  }

  /** Cuts off a last line that has no end: nobody was told that it is stored. */
  static long dropTornLine(Path segment) throws IOException {
    try (FileChannel channel =
        FileChannel.open(segment, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      long end = lastLineEnd(channel);
      if (end < channel.size()) {
        channel.truncate(end);
        channel.force(true);
      }
      return end;
    }
  }

  private static long lastLineEnd(FileChannel channel) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(CHUNK);
    for (long end = channel.size(); end > 0; end = Math.max(0, end - CHUNK)) {
      long start = Math.max(0, end - CHUNK);
      buffer.clear().limit((int) (end - start));
      while (buffer.hasRemaining() && channel.read(buffer, start + buffer.position()) >= 0) {
        // A read may give less than was asked for.
      }
      for (int i = buffer.position() - 1; i >= 0; i--) {
        if (buffer.get(i) == '\n') {
          return start + i + 1;
        }
      }
    }
    return 0;
  }

  /** Frees the space of a segment whose every line Kafka has. */
  void retire(String tenant, Path segment) throws IOException {
    Path kept =
        directory.resolve(ACKNOWLEDGED).resolve(tenant + "-" + segment.getFileName() + ".empty");
    Files.move(segment, kept, StandardCopyOption.REPLACE_EXISTING);
    try (FileChannel channel = FileChannel.open(kept, StandardOpenOption.WRITE)) {
      channel.truncate(0);
    }
  }

  /** Deletes what {@link #retire} kept, once nobody can mistake it any more. */
  void purge(Instant now) throws IOException {
    Instant old = now.minus(INODE_KEPT);
    try (Stream<Path> found = Files.list(directory.resolve(ACKNOWLEDGED))) {
      for (Path path : found.toList()) {
        if (Files.getLastModifiedTime(path).toInstant().isBefore(old)) {
          Files.delete(path);
        }
      }
    }
  }

  static void syncDirectory(@Nullable Path directory) throws IOException {
    if (directory != null) {
      try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }
}
