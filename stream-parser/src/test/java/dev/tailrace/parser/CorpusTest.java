package dev.tailrace.parser;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tailrace.schemas.Json;
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
  void storesEveryNaughtyString() throws IOException {
    List<String> strings = Files.readAllLines(Corpus.data("blns").resolve("blns.txt"), UTF_8);
    assertThat(strings).hasSizeGreaterThan(400);
    for (String string : strings) {
      stored(string.getBytes(UTF_8));
    }
  }

  @Test
  void readsEveryNaughtyStringInAMessageAndAContext() throws IOException {
    for (String string : Files.readAllLines(Corpus.data("blns").resolve("blns.txt"), UTF_8)) {
      String text = Json.MAPPER.writeValueAsString(string);
      String line = "{\"message\":" + text + ",\"context\":{\"v\":" + text + "}}";

      LogEvent event = BothWays.parse(line.getBytes(UTF_8), Lines.JOB, ParserConfig.defaults());

      assertThat(event.context()).containsEntry("v", Controls.visible(string));
      assertThat(event.message()).isEqualTo(Controls.stripped(string));
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
