package dev.tailrace.parser;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TerminalLineTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "progress 10%<r>progress 100%~progress 100%",
        "longer<r>abc~abcger",
        "longer<r><e>[Kabc~abc",
        "longer<r><e>[0Kabc~abc",
        "10%<e>[2K<e>[1G20%~20%",
        "abc<e>[2Dx~axc",
        "ab<b><b>xy~xy",
        "text<r>~text",
        "<e>[31mred<e>[0m~red",
        "a<c>Kb~ab",
        "a<e>]8;;http://x<e>\\link<e>]8;;<e>\\b~alinkb"
      })
  void showsWhatATerminalLeaves(String text, String shown) {
    String raw =
        text.replace("<r>", "\r")
            .replace("<b>", "\b")
            .replace("<e>", "\u001b")
            .replace("<c>", "\u009b");

    assertThat(Controls.stripped(raw)).isEqualTo(shown);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u009d",
        "\u0090",
        "\u001b]",
        "\u001b[",
        "\u001bP",
        "\r",
        "\b",
        "\u001b[2K",
        "x\u001b[1G",
        "\u009b",
        "\u001b[999999999"
      })
  void takesLinearTimeForAnyControl(String control) {
    String line = control.repeat(1 << 18);

    String shown = Assertions.assertTimeout(Duration.ofSeconds(5), () -> Controls.stripped(line));

    assertThat(shown.length()).isLessThanOrEqualTo(line.length());
  }

  /**
   * What tools wrote to a terminal, against the same as terminal-to-html shows it. A line of a log
   * is one line, so where the tool moves to other lines only this can be said: no escape is left.
   */
  @Test
  void agreesWithARenderedTerminalWhereLinesStandAlone() throws IOException {
    List<Path> files;
    try (Stream<Path> found = Files.list(Corpus.data("ansi-terminal").resolve("fixtures"))) {
      files = found.filter(path -> path.toString().endsWith(".raw")).toList();
    }
    List<String> compared = new ArrayList<>();
    for (Path file : files) {
      String raw = Files.readString(file, UTF_8);
      List<String> shown = raw.lines().map(Controls::stripped).map(String::stripTrailing).toList();
      assertThat(shown).noneMatch(line -> line.indexOf('\u001b') >= 0);
      if (!raw.matches("(?s).*\u001b\\[\\d*(;\\d*)?[ABCEFHJSTf].*")) {
        compared.add(file.getFileName().toString());
        List<String> wrapped = shown.stream().flatMap(TerminalLineTest::wrapped).toList();
        assertThat(wrapped).as(file.toString()).isEqualTo(rendered(file));
      }
    }

    assertThat(compared).hasSizeGreaterThan(1);
  }

  /** The renderer's terminal is 32,000 columns wide. */
  private static Stream<String> wrapped(String line) {
    int width = 32_000;
    return line.length() <= width
        ? Stream.of(line)
        : Stream.of(line.substring(0, width), line.substring(width));
  }

  private static List<String> rendered(Path raw) throws IOException {
    String name = raw.getFileName().toString().replace(".raw", ".rendered");
    return Files.readString(raw.resolveSibling(name), UTF_8)
        .lines()
        .map(line -> line.replaceAll("<[^>]*>", ""))
        .map(
            line ->
                line.replace("&nbsp;", "")
                    .replace("&lt;", "<")
                    .replace("&gt;", ">")
                    .replace("&quot;", "\"")
                    .replace("&#34;", "\"")
                    .replace("&#39;", "'")
                    .replace("&#47;", "/")
                    .replace("&amp;", "&")
                    .stripTrailing())
        .toList();
  }
}
