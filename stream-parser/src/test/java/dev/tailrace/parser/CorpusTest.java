package dev.tailrace.parser;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tailrace.schemas.LogEvent;
import dev.tailrace.schemas.LogEventJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Collections of hard input that may lie beside the project; skipped where they do not. */
class CorpusTest {
  private static Path data(String name) {
    Path root = Path.of("").toAbsolutePath();
    while (root != null && !Files.exists(root.resolve("mvnw"))) {
      root = root.getParent();
    }
    Assumptions.assumeTrue(root != null, "not within the project");
    Path data = root.resolveSibling("shared").resolve("data").resolve(name);
    Assumptions.assumeTrue(Files.isDirectory(data), data + " is not there");
    return data;
  }

  private static LogEvent stored(byte[] line) {
    LogEvent event = Lines.parse(line, Lines.JOB);
    assertThat(LogEventJson.read(LogEventJson.write(event))).isEqualTo(event);
    return event;
  }

  @Test
  void storesEveryCaseOfTheJsonTestSuite() throws IOException {
    List<Path> files;
    try (Stream<Path> found = Files.list(data("jsontestsuite").resolve("test_parsing"))) {
      files = found.toList();
    }
    assertThat(files).hasSizeGreaterThan(300);
    for (Path file : files) {
      LogEvent event = stored(Files.readAllBytes(file));
      assertThat(
              file.getFileName().toString().startsWith("y_structure_lonely")
                  || event.tags().contains(Tags.NOT_JSON)
                  || isNotRejectedObject(file, event))
          .as(file.getFileName().toString())
          .isTrue();
    }
  }

  /** What the suite says must be rejected is not read as an object. */
  private static boolean isNotRejectedObject(Path file, LogEvent event) throws IOException {
    boolean object =
        Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1)
            .stripLeading()
            .startsWith("{");
    return !file.getFileName().toString().startsWith("n_") || !object || event.context().isEmpty();
  }

  @Test
  void storesEveryNaughtyString() throws IOException {
    List<String> strings = Files.readAllLines(data("blns").resolve("blns.txt"), UTF_8);
    assertThat(strings).hasSizeGreaterThan(400);
    for (String string : strings) {
      stored(string.getBytes(UTF_8));
    }
  }
}
