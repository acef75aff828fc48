package dev.tailrace.parser;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ControlsTest {
  private static final String ESC = "\u001b";

  @Test
  void returnsCleanTextItself() {
    String text = "tab\tnewline\nü";

    assertThat(Controls.stripped(text)).isSameAs(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[31m",
        "[0;1;38;5;196m",
        "[K",
        "[?25l",
        "[1 q",
        "]0;title\u0007",
        "]8;;http://x\u001b\\",
        "(B",
        "7",
        "M",
        "Pq#0\u001b\\"
      })
  void stripsTerminalSequences(String sequence) {
    assertThat(Controls.stripped("a" + ESC + sequence + "b")).isEqualTo("ab");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[", "[31", "]0;no end", "[3\u0001m"})
  void showsAnEscapeThatBeginsNoSequence(String rest) {
    assertThat(Controls.stripped("a" + ESC + rest)).startsWith("a\u241b");
  }

  @Test
  void showsControlsAsPictures() {
    assertThat(Controls.stripped("\u0000\u0001\u001f\u007f")).isEqualTo("\u2400\u2401\u241f\u2421");
  }

  @Test
  void replacesWhatIsNoCharacter() {
    assertThat(Controls.stripped("\ud800x\udc00 \ud83d\ude80 \u009b"))
        .isEqualTo("\ufffdx\ufffd \ud83d\ude80 \ufffd");
  }

  @Test
  void takesLinearTimeForSequencesWithoutEnd() {
    String line = (ESC + "]").repeat(1 << 19);

    String shown = Assertions.assertTimeout(Duration.ofSeconds(5), () -> Controls.stripped(line));

    assertThat(shown).hasSize(line.length());
  }
}
