package dev.tailrace.agent;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPOutputStream;

/**
 * What programs and rotation do to log files, and which lines must come of it. No two lines are
 * alike but those of the banner that files begin with; the banner's are not counted.
 */
final class LogWriters {
  private static final String BANNER = ("#".repeat(399) + "\n").repeat(4);

  private final Path directory;
  private final Path targets;
  private final Set<String> lines = new HashSet<>();
  private final Map<Path, String> begun = new HashMap<>();
  private int sequence;

  LogWriters(Path directory) throws IOException {
    this.directory = directory;
    this.targets = Files.createDirectories(directory.resolve("targets"));
  }

  /** All lines that were ended, without their ends. */
  Set<String> lines() {
    return lines;
  }

  static boolean counts(String line) {
    return line.startsWith("line ");
  }

  Path log(int number) {
    return directory.resolve("app" + number + ".log");
  }

  private String line(int length) {
    return "line " + sequence++ + " " + "x".repeat(length);
  }

  private String complete(Path file, int count, int length) {
    StringBuilder text = new StringBuilder();
    String before = begun.remove(file);
    if (before != null) {
      lines.add(before);
      text.append('\n');
    }
    for (int i = 0; i < count; i++) {
      String line = line(length);
      lines.add(line);
      text.append(line).append('\n');
    }
    return text.toString();
  }

  private static void write(Path file, String text) throws IOException {
    Files.write(file, text.getBytes(ISO_8859_1), CREATE, WRITE, APPEND);
  }

  void append(Path file, int count, int length) throws IOException {
    String banner = Files.exists(file) || length % 2 == 0 ? "" : BANNER;
    write(file, banner + complete(file, count, length));
  }

  /** A line of which the end comes later, if the file lives that long. */
  void begin(Path file, int length) throws IOException {
    if (Files.exists(file) && !begun.containsKey(file)) {
      String line = line(length);
      begun.put(file, line);
      write(file, line);
    }
  }

  private void end(Path file) throws IOException {
    if (begun.containsKey(file)) {
      write(file, complete(file, 0, 0));
    }
  }

  /** Writes the file anew, shorter or longer than it was. */
  void rewrite(Path file, int count, int length) throws IOException {
    if (Files.exists(file)) {
      begun.remove(file);
      String banner = length % 2 == 0 ? "" : BANNER;
      Files.write(
          file,
          (banner + complete(file, count, length)).getBytes(ISO_8859_1),
          WRITE,
          TRUNCATE_EXISTING);
    }
  }

  /** Rename and create; the new name is followed, or is not. */
  void rotate(Path file, boolean followed) throws IOException {
    if (Files.exists(file)) {
      end(file);
      Files.move(file, rotated(file, followed));
    }
  }

  void copyTruncate(Path file, boolean followed, Runnable between, int count, int length)
      throws IOException {
    if (Files.exists(file) && !Files.isSymbolicLink(file)) {
      end(file);
      Files.copy(file, rotated(file, followed));
      between.run();
      rewrite(file, count, length);
    }
  }

  private Path rotated(Path file, boolean followed) {
    return followed
        ? file.resolveSibling(file.getFileName() + "." + sequence++)
        : file.resolveSibling(file.getFileName() + "-" + sequence++ + ".old");
  }

  void compress(Path file) throws IOException {
    if (Files.exists(file)) {
      end(file);
      Path to = file.resolveSibling(file.getFileName() + "." + sequence++ + ".gz");
      try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(to))) {
        out.write(Files.readAllBytes(file));
      }
      Files.delete(file);
    }
  }

  void delete(Path file) throws IOException {
    begun.remove(file);
    Files.deleteIfExists(file);
  }

  /** Deletes a file and at once makes one like it, often on the same inode. */
  void replace(Path file, int count, int length) throws IOException {
    if (Files.exists(file)) {
      delete(file);
      append(file, count, length);
    }
  }

  /** Makes the path a link to a new file, as {@code current.log} often is. */
  void repoint(Path file, int count, int length) throws IOException {
    if (!Files.exists(file) || Files.isSymbolicLink(file)) {
      begun.remove(file);
      Path target = targets.resolve(sequence++ + ".out");
      append(target, count, length);
      Files.deleteIfExists(file);
      Files.createSymbolicLink(file, target);
    }
  }
}
