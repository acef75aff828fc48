package dev.tailrace.parser;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tailrace.schemas.JsonMembers;
import dev.tailrace.schemas.JsonScanner;
import dev.tailrace.schemas.LogEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The cases of JSONTestSuite, each as a line: what it says must be accepted (y_) is read as JSON if
 * it is an object, what must be refused (n_) is kept as text, and of the others (i_) either holds.
 * Nothing is lost, and lines read without maps are read like the others.
 */
class JsonTestSuiteTest {

  private static List<Path> cases(String kind) throws IOException {
    try (Stream<Path> found = Files.list(Corpus.data("jsontestsuite").resolve("test_parsing"))) {
      return found.filter(file -> name(file).startsWith(kind)).sorted().toList();
    }
  }

  private static String name(Path file) {
    return file.getFileName().toString();
  }

  private static LogEvent parse(byte[] line) {
    return BothWays.parse(line, Lines.PLATFORM, ParserConfig.defaults());
  }

  private static boolean isObject(String text) {
    return text.stripLeading().startsWith("{");
  }

  @Test
  void acceptsWhatMustBeAccepted() throws IOException {
    List<Path> cases = cases("y_");
    assertThat(cases).hasSizeGreaterThan(90);
    for (Path file : cases) {
      byte[] line = Files.readAllBytes(file);
      String text = new String(line, UTF_8);
      LogEvent event = parse(line);

      assertThat(event.tags()).as(name(file)).isEmpty();
      assertThat(JsonFormat.read(text) != null).as(name(file)).isEqualTo(isObject(text));
      if (!isObject(text)) {
        assertThat(event.message()).as(name(file)).isEqualTo(Controls.stripped(text));
      }
    }
  }

  @Test
  void keepsAsTextWhatMustBeRefused() throws IOException {
    List<Path> cases = cases("n_");
    assertThat(cases).hasSizeGreaterThan(180);
    for (Path file : cases) {
      byte[] line = Files.readAllBytes(file);
      LineText text = LineText.decode(line);
      LogEvent event = parse(line);

      assertThat(JsonScanner.scan(line)).as(name(file)).isNull();
      assertThat(JsonFormat.read(text.text())).as(name(file)).isNull();
      assertThat(event.context()).as(name(file)).containsOnlyKeys("step_name");
      assertThat(event.tags().contains(Tags.NOT_JSON))
          .as(name(file))
          .isEqualTo(isObject(text.text()));
      assertThat(event.message()).as(name(file)).isEqualTo(Controls.stripped(text.text()));
    }
  }

  @Test
  void makesAnEventOfWhatMayBeEither() throws IOException {
    List<Path> cases = cases("i_");
    assertThat(cases).hasSizeGreaterThan(30);
    for (Path file : cases) {
      assertThat(parse(Files.readAllBytes(file)).message()).as(name(file)).isNotEmpty();
    }
  }

  /** So that the texts, numbers and lists of the suite are met as members too. */
  @Test
  void agreesOnEveryCaseAsAValueOfTheContext() throws IOException {
    for (String kind : List.of("y_", "n_", "i_")) {
      for (Path file : cases(kind)) {
        byte[] value = Files.readAllBytes(file);
        byte[] line = lineAround(value);
        LogEvent event = parse(line);
        JsonMembers quick = JsonScanner.scan(line);

        if (kind.equals("y_")) {
          assertThat(event.tags()).as(name(file)).isEmpty();
          assertThat(event.message()).as(name(file)).isEqualTo("m");
        } else if (kind.equals("n_") && JsonFormat.read(new String(line, UTF_8)) == null) {
          assertThat(quick).as(name(file)).isNull();
        }
      }
    }
  }

  private static byte[] lineAround(byte[] value) {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    line.writeBytes("{\"message\":\"m\",\"context\":{\"v\":".getBytes(UTF_8));
    line.writeBytes(value);
    line.writeBytes("}}".getBytes(UTF_8));
    return line.toByteArray();
  }

  @Test
  void takesTheLastOfValuesWithOneName() throws IOException {
    Path folder = Corpus.data("jsontestsuite").resolve("test_parsing");
    byte[] line = Files.readAllBytes(folder.resolve("y_object_duplicated_key.json"));

    assertThat(parse(line).context()).containsEntry("a", "c");
  }
}
