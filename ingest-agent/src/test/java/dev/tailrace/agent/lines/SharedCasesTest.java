package dev.tailrace.agent.lines;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tailrace.agent.lines.MultilineConfig.Kind;
import dev.tailrace.agent.lines.MultilineConfig.Language;
import dev.tailrace.schemas.Json;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Collections of hard input that may lie beside the project; skipped where they do not. */
final class SharedCasesTest {
  private static final MultilineConfig DATED =
      new MultilineConfig("^\\d{4}-\\d{2}-\\d{2}", Kind.START, null, null);
  private static final LineShape DOCKER = shape(LineFormat.DOCKER, Encoding.AUTO, null);

  private static Path data(String name) {
    Path root = Path.of("").toAbsolutePath();
    while (root != null && !Files.exists(root.resolve("mvnw"))) {
      root = root.getParent();
    }
    Assumptions.assumeTrue(root != null, "not within the project");
    Path data = root.resolveSibling("shared").resolve("data").resolve(name);
    Assumptions.assumeTrue(Files.exists(data), data + " is not there");
    return data;
  }

  private static LineShape shape(LineFormat format, Encoding encoding, MultilineConfig groups) {
    return new LineShape(format, CarriageReturn.COLLAPSE, encoding, groups);
  }

  private static List<byte[]> read(byte[] file, LineShape shape) {
    List<byte[]> lines = new ArrayList<>();
    Encoding decided = shape.encoding().decided(Arrays.copyOf(file, Math.min(2, file.length)));
    LineAssembler assembler = new LineAssembler(shape.encoded(decided), 1 << 20, Resume.at(0), -1);
    assembler.feed(file, file.length, line -> lines.add(line.copy()));
    assembler.finish(line -> lines.add(line.copy()));
    return lines;
  }

  private static List<String> texts(String log, LineShape shape) throws IOException {
    byte[] file = Files.readAllBytes(data("fluent-bit-cases/tail/log/" + log + ".log"));
    return read(file, shape).stream().map(line -> new String(line, UTF_8)).toList();
  }

  private static List<String> expected(String out) throws IOException {
    List<String> logs = new ArrayList<>();
    for (String line : Files.readAllLines(data("fluent-bit-cases/tail/out/" + out + ".out"))) {
      String log = Json.MAPPER.readTree(line).path("log").asText();
      logs.add(log.endsWith("\n") ? log.substring(0, log.length() - 1) : log);
    }
    return logs;
  }

  /** Of a last line without a line end nothing is expected; here it has come to its end. */
  @ParameterizedTest
  @CsvSource({
    "big5, Big5",
    "gb18030, GB18030",
    "gbk, GBK",
    "sjis, Shift_JIS",
    "win1250, windows-1250",
    "win1251, windows-1251",
    "win1252, windows-1252",
    "win1253, windows-1253",
    "win1254, windows-1254",
    "win1255, windows-1255",
    "win1256, windows-1256"
  })
  void readsOtherCharsetsAsFluentBitDoes(String name, String charset) throws IOException {
    String file = "generic_enc_" + name;
    List<String> expected = expected(file);
    List<String> texts = texts(file, shape(LineFormat.PLAIN, Encoding.of(charset), null));

    assertThat(texts.subList(0, expected.size())).isEqualTo(expected);
    assertThat(texts).isEqualTo(asJavaReads(file, charset));
  }

  @ParameterizedTest
  @CsvSource({"uhc, x-windows-949", "win866, IBM866", "win874, x-windows-874"})
  void readsOtherCharsetsAsJavaDoes(String name, String charset) throws IOException {
    String file = "generic_enc_" + name;

    assertThat(texts(file, shape(LineFormat.PLAIN, Encoding.of(charset), null)))
        .isEqualTo(asJavaReads(file, charset));
  }

  private static List<String> asJavaReads(String log, String charset) throws IOException {
    Path file = data("fluent-bit-cases/tail/log/" + log + ".log");
    return Files.readAllLines(file, Charset.forName(charset));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "unicode_be_c",
        "unicode_be_j",
        "unicode_c",
        "unicode_j",
        "unicode_subdivision_flags",
        "unicode_subdivision_flags_be"
      })
  void readsUtf16(String name) throws IOException {
    Path log = data("fluent-bit-cases/tail/log/" + name + ".log");

    assertThat(texts(name, LineShape.PLAIN)).isEqualTo(Files.readAllLines(log, UTF_16));
  }

  @ParameterizedTest
  @ValueSource(strings = {"dockermode", "dockermode_splitted_line"})
  void joinsDockersLines(String name) throws IOException {
    assertThat(texts(name, DOCKER)).isEqualTo(expected(name));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dockermode_firstline_detection",
        "dockermode_multiple_lines",
        "dockermode_splitted_multiple_lines"
      })
  void joinsDockersLinesThatBelongTogether(String name) throws IOException {
    assertThat(texts(name, shape(LineFormat.DOCKER, Encoding.AUTO, DATED)))
        .isEqualTo(expected(name));
  }

  @Test
  void sendsEmptyLines() throws IOException {
    assertThat(texts("3943", LineShape.PLAIN)).isEqualTo(expected("3943"));
  }

  @Test
  void leavesJsonAloneWhereStackTracesAreJoined() throws IOException {
    MultilineConfig traces = new MultilineConfig(null, null, List.of(Language.values()), null);
    List<String> lines = texts("multiline_001", LineShape.PLAIN);

    assertThat(lines).hasSizeGreaterThan(5);
    assertThat(texts("multiline_001", shape(LineFormat.PLAIN, Encoding.AUTO, traces)))
        .isEqualTo(lines);
  }

  @Test
  void keepsTheLastStateOfWhatToolsDrawOnTerminals() throws IOException {
    List<Path> files;
    try (Stream<Path> found = Files.list(data("ansi-terminal/fixtures"))) {
      files = found.filter(file -> file.toString().endsWith(".raw")).toList();
    }
    assertThat(files).hasSizeGreaterThan(5);
    for (Path file : files) {
      byte[] raw = Files.readAllBytes(file);
      List<String> states = new ArrayList<>();
      String text = new String(raw, ISO_8859_1).replaceAll("\n$", "");
      for (String line : text.split("\n", -1)) {
        String content = line.replaceAll("\r+$", "");
        states.add(content.substring(content.lastIndexOf('\r') + 1));
      }
      assertThat(read(raw, LineShape.PLAIN))
          .as(file.toString())
          .extracting(line -> new String(line, ISO_8859_1))
          .isEqualTo(states);
    }
  }
}
