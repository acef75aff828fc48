package dev.tailrace.agent;

import dev.tailrace.platform.config.ConfigException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The agent's own directory: holds the checkpoint, and a lock that keeps a second agent out. */
final class DataDirectory implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DataDirectory.class);
  private static final String KEY = "data-directory";

  private final Path directory;
  private final FileChannel lockFile;
  private volatile Map<Path, Long> offsets = Map.of();

  private DataDirectory(Path directory, FileChannel lockFile) {
    this.directory = directory;
    this.lockFile = lockFile;
  }

  /**
   * Makes the directory if need be and locks it until it is closed.
   *
   * @throws ConfigException if it cannot be used or another agent uses it
   */
  static DataDirectory open(Path directory) {
    try {
      Files.createDirectories(directory);
      FileChannel channel =
          FileChannel.open(
              directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!lock(channel)) {
        channel.close();
        throw new ConfigException(
            KEY, directory, "another agent uses it; stop that one or choose another directory");
      }
      return new DataDirectory(directory, channel);
    } catch (IOException e) {
      throw new ConfigException(KEY, directory, "cannot be written: " + e);
    }
  }

  private static boolean lock(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  /**
   * What was saved last, or if that is damaged what was saved before; empty at first.
   *
   * @throws ConfigException if both are damaged: to go on would send every line again
   */
  Checkpoint load() {
    Path file = file();
    try {
      Checkpoint checkpoint = Files.exists(file) ? read(file) : Checkpoint.EMPTY;
      offsets = checkpoint.offsets();
      return checkpoint;
    } catch (IOException e) {
      return loadPrevious(file, e);
    }
  }

  private Checkpoint loadPrevious(Path damaged, IOException reason) {
    try {
      Checkpoint previous = read(previous());
      offsets = previous.offsets();
      LOG.atError()
          .addKeyValue("path", damaged)
          .addKeyValue("reason", reason.getMessage())
          .log(
              "the checkpoint is damaged; the one before it is used, so lines of files that were"
                  + " new in the last one may be sent twice");
      return previous;
    } catch (IOException e) {
      throw new ConfigException(
          KEY,
          damaged,
          "the checkpoint is damaged ("
              + reason.getMessage()
              + "); put back a copy, or delete it to read every file again from its beginning");
    }
  }

  private static Checkpoint read(Path file) throws IOException {
    try {
      return CheckpointJson.read(Files.readAllBytes(file));
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /** Replaces the checkpoint: whatever happens, the file is the old one or the new one. */
  void save(Snapshot checkpoint) throws IOException {
    Path temporary = directory.resolve("checkpoint.tmp");
    try (FileChannel out =
        FileChannel.open(
            temporary,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      ByteBuffer bytes = ByteBuffer.wrap(checkpoint.file());
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
      out.force(true);
    }
    keepPrevious();
    Files.move(
        temporary, file(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    syncDirectory();
    offsets = checkpoint.offsets();
  }

  /**
   * How far a file was sent, as it is saved: the byte behind its last acknowledged line. Negative
   * for a file that has no source. May be called by any thread.
   */
  long savedOffset(Path path) {
    return offsets.getOrDefault(path, -1L);
  }

  private void keepPrevious() throws IOException {
    Files.deleteIfExists(previous());
    if (Files.exists(file())) {
      try {
        Files.createLink(previous(), file());
      } catch (UnsupportedOperationException e) {
        Files.copy(file(), previous());
      }
    }
  }

  private void syncDirectory() throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private Path previous() {
    return directory.resolve("checkpoint.previous.json");
  }

  private Path file() {
    return directory.resolve("checkpoint.json");
  }

  @Override
  public void close() {
    try {
      lockFile.close();
    } catch (IOException e) {
      throw new IllegalStateException("cannot give up the lock of " + directory, e);
    }
  }
}
