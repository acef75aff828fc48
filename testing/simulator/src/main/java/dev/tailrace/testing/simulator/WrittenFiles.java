package dev.tailrace.testing.simulator;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.tailrace.schemas.Json;
import dev.tailrace.schemas.JsonValues;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The log files of a directory, as earlier sessions left them. */
final class WrittenFiles {
  static final String SERVICES = "services";
  static final String JOBS = "jobs";

  private final Path directory;

  WrittenFiles(Path directory) {
    this.directory = directory;
  }

  /** The size of all log files together. */
  long bytes() throws IOException {
    long bytes = 0;
    for (Path file : all()) {
      bytes += Files.size(file);
    }
    return bytes;
  }

  /** Ends the last line of each file that a killed session left unfinished. */
  void finishLastLines() throws IOException {
    for (Path file : all()) {
      finishLastLine(file);
    }
  }

  private static void finishLastLine(Path path) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
      long length = file.length();
      if (length == 0) {
        return;
      }
      file.seek(length - 1);
      if (file.read() != '\n') {
        file.write('\n');
      }
    }
  }

  /** Reads every line of every file. A line that is not JSON counts as a line and says nothing. */
  Truth recount() throws IOException {
    Books books = new Books();
    LineCounter counter = new LineCounter(books);
    for (Path file : files(SERVICES)) {
      recountService(file, books, counter);
    }
    for (Path file : files(JOBS)) {
      try (Stream<String> lines = lines(file)) {
        books.lines(Truth.JOB_OUTPUT, lines.count());
      }
    }
    return books.truth();
  }

  private static void recountService(Path file, Books books, LineCounter counter)
      throws IOException {
    String name = file.getFileName().toString();
    String kind = name.substring(0, name.indexOf(".log"));
    try (Stream<String> lines = lines(file)) {
      for (String line : (Iterable<String>) lines::iterator) {
        books.lines(kind, 1);
        recountLine(line, counter);
      }
    }
  }

  private static void recountLine(String line, LineCounter counter) throws IOException {
    try (JsonParser parser =
        Json.FACTORY.createParser(line.getBytes(StandardCharsets.ISO_8859_1))) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return;
      }
      Map<String, Object> values = JsonValues.readObject(parser);
      if (values.get("message") instanceof String message
          && values.get("context") instanceof Map<?, ?> context) {
        counter.count(message, cast(context));
      }
    } catch (JsonProcessingException e) {
      // A line that a killed session did not finish.
    }
  }

  @SuppressWarnings("unchecked") // JSON objects are read as maps from text
  private static Map<String, Object> cast(Map<?, ?> map) {
    return (Map<String, Object>) map;
  }

  /**
   * Lines end with a newline alone: a carriage return is part of a progress bar. Each character is
   * a byte, as what a killed session left need not be text.
   */
  private static Stream<String> lines(Path file) throws IOException {
    BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1);
    NewlineReader lines = new NewlineReader(reader);
    return Stream.generate(lines::next).takeWhile(line -> !line.isEmpty()).onClose(lines::close);
  }

  private List<Path> all() throws IOException {
    return Stream.concat(files(SERVICES).stream(), files(JOBS).stream()).toList();
  }

  private List<Path> files(String folder) throws IOException {
    Path root = directory.resolve(folder);
    if (!Files.isDirectory(root)) {
      return List.of();
    }
    try (Stream<Path> paths = Files.walk(root)) {
      return paths.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
