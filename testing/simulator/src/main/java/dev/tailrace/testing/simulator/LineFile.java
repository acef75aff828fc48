package dev.tailrace.testing.simulator;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A log file that gets whole lines only and is rotated by size: it is renamed to the next free of
 * {@code .1}, {@code .2}, ... (the oldest is 1) and made anew.
 */
final class LineFile implements Closeable {
  private static final int BUFFER_BYTES = 1 << 16;

  private final Path path;
  private final long rotateBytes;
  private final ByteArrayOutputStream buffer = new ByteArrayOutputStream(BUFFER_BYTES);
  private FileOutputStream out;
  private long size;
  private int rotations;

  /** Continues the file if there is one. */
  LineFile(Path path, long rotateBytes) throws IOException {
    this.path = path;
    this.rotateBytes = rotateBytes;
    this.out = new FileOutputStream(path.toFile(), true);
    this.size = Files.size(path);
    while (Files.exists(rotated(rotations + 1))) {
      rotations++;
    }
  }

  /**
   * Adds a line; it is in the file after the next {@link #flush()}.
   *
   * @param line with its newline
   */
  void write(byte[] line) throws IOException {
    if (size + buffer.size() + line.length > rotateBytes && size + buffer.size() > 0) {
      rotate();
    }
    buffer.writeBytes(line);
    if (buffer.size() >= BUFFER_BYTES) {
      flush();
    }
  }

  void flush() throws IOException {
    if (buffer.size() > 0) {
      buffer.writeTo(out);
      size += buffer.size();
      buffer.reset();
    }
  }

  private void rotate() throws IOException {
    close();
    rotations++;
    Files.move(path, rotated(rotations));
    out = new FileOutputStream(path.toFile(), true);
    size = 0;
  }

  private Path rotated(int number) {
    return path.resolveSibling(path.getFileName() + "." + number);
  }

  @Override
  public void close() throws IOException {
    flush();
    out.close();
  }
}
