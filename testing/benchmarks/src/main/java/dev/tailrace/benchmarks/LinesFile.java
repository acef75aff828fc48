package dev.tailrace.benchmarks;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** A file of lines in the platform's log schema. */
record LinesFile(long bytes, long count) {
  private static final int SOURCES = 200;

  /** Writes lines of at least so many bytes in all. */
  static LinesFile write(Path file, long bytes) throws IOException {
    Random random = new Random(1);
    SchemaLines lines = new SchemaLines(random);
    long written = 0;
    long count = 0;
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
      while (written < bytes) {
        byte[] line = lines.next(random.nextInt(SOURCES));
        out.write(line);
        out.write('\n');
        written += line.length + 1;
        count++;
      }
    }
    return new LinesFile(written, count);
  }
}
