package dev.tailrace.testing.simulator;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;

/** Reads lines that end with a newline and nothing else, each with its newline. */
final class NewlineReader {
  private final Reader reader;

  NewlineReader(Reader reader) {
    this.reader = reader;
  }

  /** The next line; empty at the end. */
  String next() {
    StringBuilder line = new StringBuilder();
    try {
      for (int c = reader.read(); c >= 0; c = reader.read()) {
        line.append((char) c);
        if (c == '\n') {
          break;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return line.toString();
  }

  void close() {
    try {
      reader.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
