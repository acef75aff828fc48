package dev.tailrace.testing.child;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** The end of a log, for the message of an exception. */
final class LogTail {
  private static final int LINES = 20;
  private static final int BYTES = 16 * 1024;

  private LogTail() {}

  static String of(Path log) {
    try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
      file.seek(Math.max(0, file.length() - BYTES));
      byte[] end = new byte[BYTES];
      int read = Math.max(0, file.read(end));
      List<String> lines = new String(end, 0, read, StandardCharsets.UTF_8).lines().toList();
      return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES), lines.size()));
    } catch (IOException e) {
      return "(not readable: " + e + ")";
    }
  }
}
