package dev.tailrace.parser;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tailrace.schemas.LogEvent;
import dev.tailrace.schemas.LogEventJson;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever a program writes is an event, and says what the program wrote. */
class FormatsPropertyTest {
  private static final List<String> PIECES =
      List.of(
          "2024-01-15T10:35:22.1234567Z ",
          "[2024-01-15T10:35:22Z ",
          "[task ",
          "##[",
          "##vso[",
          "::error ",
          "::",
          "]",
          "section_start:",
          "section_end:1:a\r",
          "\u001b[0K",
          "\u001b_bk;t=",
          "\u0007",
          "\u009d",
          "\r",
          "\b",
          "I0115 10:35:22.123456 1 a.go:1] ",
          "<34>",
          "<34>1 ",
          "Jan 15 10:35:22 ",
          "level=info msg=",
          "{\"a\":",
          "}",
          " - - [15/Jan/2024:10:35:22 +0000] \"",
          "\" 200 ",
          "10:35:22 ",
          "1",
          "\uFEFF");

  @Provide
  Arbitrary<String> almostLines() {
    Arbitrary<String> piece =
        Arbitraries.oneOf(Arbitraries.of(PIECES), Arbitraries.strings().ofMaxLength(6));
    return piece.list().ofMaxSize(8).map(pieces -> String.join("", pieces));
  }

  @Property(tries = 3000)
  void everyStringIsAnEventThatCanBeStored(@ForAll("almostLines") String text) {
    LogEvent event = Lines.job(text);

    assertThat(LogEventJson.read(LogEventJson.write(event))).isEqualTo(event);
    assertThat(event.message()).doesNotContain("\u001b", "\r", "\b");
  }

  @Provide
  Arbitrary<String> prose() {
    return Arbitraries.strings().withCharRange('a', 'z').withChars(" .,;()_/").ofMaxLength(80);
  }

  @Property(tries = 1000)
  void textIsKeptBehindTheTimeOfAPlatform(@ForAll("prose") String prose) {
    String text = "say " + prose;

    assertThat(Lines.job(text).message()).isEqualTo(text);
    assertThat(Lines.job("2024-01-15T10:35:22.1234567Z " + text).message()).isEqualTo(text);
    assertThat(Lines.job("[2024-01-15T10:35:22.123Z] " + text).message()).isEqualTo(text);
  }

  @Property(tries = 1000)
  void whatWasReadBeforeDoesNotChangeWhatIsReadOfALine(
      @ForAll("almostLines") String before, @ForAll("prose") String prose) {
    SourceMemory memory = SourceMemory.empty();
    LineParser parser = new LineParser(ParserConfig.defaults());
    byte[] text = ("say " + prose).getBytes(UTF_8);
    parser.parse(Lines.raw(before.getBytes(UTF_8), Lines.JOB, memory));

    LogEvent event = parser.parse(Lines.raw(text, Lines.JOB, memory));

    assertThat(event.message()).isEqualTo("say " + prose);
    assertThat(event.level()).isEqualTo(Lines.job("say " + prose).level());
  }
}
