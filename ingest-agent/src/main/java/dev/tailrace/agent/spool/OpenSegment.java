package dev.tailrace.agent.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The segment that lines are appended to. The agent may have read what was written before it is
 * durable, so nothing is ever taken back: where the disk refuses the middle of a line, the rest of
 * that line is owed and written before anything else.
 */
final class OpenSegment {
  private static final Logger LOG = LoggerFactory.getLogger(OpenSegment.class);
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final Path path;
  private final Disk.Output output;
  private final long createdAt;
  private long bytes;
  private ByteBuffer owed = NOTHING;

  OpenSegment(Path path, Disk.Output output, long createdAt) {
    this.path = path;
    this.output = output;
    this.createdAt = createdAt;
  }

  Path path() {
    return path;
  }

  long bytes() {
    return bytes;
  }

  long createdAt() {
    return createdAt;
  }

  /** Whether it ends within a line. */
  boolean torn() {
    return owed.hasRemaining();
  }

  /**
   * Appends lines.
   *
   * @throws IOException if the disk refuses; some of the lines may be in the file nevertheless
   */
  void append(byte[] lines) throws IOException {
    settle();
    ByteBuffer rest = ByteBuffer.wrap(lines);
    try {
      write(rest);
    } catch (IOException e) {
      owed = restOfLine(lines, rest.position());
      throw e;
    }
  }

  private static ByteBuffer restOfLine(byte[] lines, int from) {
    if (from == 0 || lines[from - 1] == '\n') {
      return NOTHING;
    }
    int end = from;
    while (lines[end] != '\n') {
      end++;
    }
    return ByteBuffer.wrap(lines, from, end + 1 - from).slice();
  }

  /** Ends the line that the disk refused the end of, if there is one. */
  void settle() throws IOException {
    write(owed);
  }

  private void write(ByteBuffer rest) throws IOException {
    while (rest.hasRemaining()) {
      bytes += output.write(rest);
    }
  }

  void force() throws IOException {
    output.force();
  }

  SealedSegment seal() {
    try {
      output.close();
    } catch (IOException e) {
      LOG.atWarn().addKeyValue("path", path).setCause(e).log("cannot close a segment");
    }
    return new SealedSegment(path, bytes, createdAt);
  }
}
