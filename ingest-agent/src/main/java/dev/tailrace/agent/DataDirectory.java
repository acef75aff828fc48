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

/** The agent's own directory: holds the checkpoint, and a lock that keeps a second agent out. */
final class DataDirectory implements AutoCloseable {
  private static final String KEY = "data-directory";

  private final Path directory;
  private final FileChannel lockFile;
  private volatile Checkpoint saved = Checkpoint.EMPTY;

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
   * What was saved last; empty at first.
   *
   * @throws ConfigException if the file is damaged: to go on would send lines twice
   */
  Checkpoint load() {
    Path file = file();
    try {
      saved = Files.exists(file) ? CheckpointJson.read(Files.readAllBytes(file)) : Checkpoint.EMPTY;
      return saved;
    } catch (IOException | IllegalArgumentException e) {
      throw new ConfigException(
          KEY,
          file,
          "the checkpoint is damaged ("
              + e.getMessage()
              + "); put back a copy, or delete it to read every file again from its beginning");
    }
  }

  /** Replaces the checkpoint: whatever happens, the file is the old one or the new one. */
  void save(Checkpoint checkpoint) throws IOException {
    Path temporary = directory.resolve("checkpoint.tmp");
    try (FileChannel out =
        FileChannel.open(
            temporary,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      ByteBuffer bytes = ByteBuffer.wrap(CheckpointJson.write(checkpoint));
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
      out.force(true);
    }
    Files.move(
        temporary, file(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    syncDirectory();
    saved = checkpoint;
  }

  /**
   * How far a file was sent, as it is saved: the byte behind its last acknowledged line. Negative
   * for a file that has no source. May be called by any thread.
   */
  long savedOffset(Path path) {
    String text = path.toString();
    return saved.sources().stream()
        .filter(source -> text.equals(source.path()) && !source.replaced())
        .mapToLong(SavedSource::offset)
        .findFirst()
        .orElse(-1);
  }

  private void syncDirectory() throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
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
