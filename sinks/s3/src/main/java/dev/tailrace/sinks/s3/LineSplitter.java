package dev.tailrace.sinks.s3;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;

/** Splits bytes into lines at line feeds only, as they were written. */
final class LineSplitter {
  private static final int BUFFER_BYTES = 64 << 10;

  private final Consumer<byte[]> lines;
  private final ByteArrayOutputStream begun = new ByteArrayOutputStream();

  private LineSplitter(Consumer<byte[]> lines) {
    this.lines = lines;
  }

  /** Gives each line without its end. Bytes after the last end are a line too. */
  static void split(InputStream from, Consumer<byte[]> lines) throws IOException {
    LineSplitter splitter = new LineSplitter(lines);
    byte[] buffer = new byte[BUFFER_BYTES];
    for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
      splitter.add(buffer, read);
    }
    if (splitter.begun.size() > 0) {
      splitter.endLine();
    }
  }

  private void add(byte[] buffer, int length) {
    int lineStart = 0;
    for (int i = 0; i < length; i++) {
      if (buffer[i] == '\n') {
        begun.write(buffer, lineStart, i - lineStart);
        endLine();
        lineStart = i + 1;
      }
    }
    begun.write(buffer, lineStart, length - lineStart);
  }

  private void endLine() {
    lines.accept(begun.toByteArray());
    begun.reset();
  }
}
