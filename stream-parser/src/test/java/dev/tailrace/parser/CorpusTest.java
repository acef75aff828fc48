package dev.tailrace.parser;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tailrace.schemas.LogEvent;
import dev.tailrace.schemas.LogEventJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Collections of hard input that may lie beside the project; skipped where they do not. */
class CorpusTest {
  private static LogEvent stored(byte[] line) {
    LogEvent event = Lines.parse(line, Lines.JOB);
    assertThat(LogEventJson.read(LogEventJson.write(event))).isEqualTo(event);
    return event;
  }

  @Test
  void storesEveryCaseOfTheJsonTestSuite() throws IOException {
    List<Path> files;
    try (Stream<Path> found = Files.list(Corpus.data("jsontestsuite").resolve("test_parsing"))) {
      files = found.toList();
    }
    assertThat(files).hasSizeGreaterThan(300);
    for (Path file : files) {
      String name = file.getFileName().toString();
      byte[] line = Files.readAllBytes(file);
      LogEvent event = stored(line);
      if (name.startsWith("n_") && line.length > 0 && line[0] == '{') {
        assertThat(event.tags()).as(name).contains(Tags.NOT_JSON);
      }
      if (name.startsWith("y_")) {
        assertThat(event.tags()).as(name).isEmpty();
      }
    }
  }

  @Test
  void storesEveryNaughtyString() throws IOException {
    List<String> strings = Files.readAllLines(Corpus.data("blns").resolve("blns.txt"), UTF_8);
    assertThat(strings).hasSizeGreaterThan(400);
    for (String string : strings) {
      stored(string.getBytes(UTF_8));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ansi-terminal/fixtures", "fluent-bit-cases/tail", "github-webhooks"})
  void storesEveryLineOfRealInput(String folder) throws IOException {
    List<Path> files;
    try (Stream<Path> found = Files.walk(Corpus.data(folder))) {
      files = found.filter(Files::isRegularFile).toList();
    }
    assertThat(files).isNotEmpty();
    for (Path file : files) {
      // one character a byte, so that lines of any encoding are cut where an agent cuts them
      for (String line : new String(Files.readAllBytes(file), ISO_8859_1).split("\n", -1)) {
        stored(line.getBytes(ISO_8859_1));
      }
    }
  }
}
