package dev.tailrace.sinks.livetail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tailrace.schemas.Level;
import org.junit.jupiter.api.Test;

class TerminalTest {

  @Test
  void showsEscapesInsteadOfObeyingThem() {
    assertThat(Terminal.safe("\u001b[2Jgone\u0007 \u009b31m\u202e\t."))
        .isEqualTo("\\x1b[2Jgone\\x07 \\x9b31m\\u202e .");
  }

  @Test
  void leavesTextOfAllLanguagesAlone() {
    assertThat(Terminal.safe("Grüße, 世界 🚀")).isEqualTo("Grüße, 世界 🚀");
  }

  @Test
  void formatsALine() {
    String line =
        new LineFormat(false).format(Lines.event(1, Level.WARN, "org/repo", "a\u001b[0m"));

    assertThat(line).matches("\\d\\d:\\d\\d:00\\.000 WARN  runner org/repo a\\\\x1b\\[0m");
  }

  @Test
  void coloursLevelsIfAsked() {
    assertThat(new LineFormat(true).format(Lines.event(1, Level.ERROR, "r", "m")))
        .contains("\u001b[31mERROR\u001b[0m");
  }

  @Test
  void indentsFurtherLinesOfAMessage() {
    assertThat(new LineFormat(false).format(Lines.event(1, Level.INFO, "r", "one\ntwo")))
        .endsWith(" one\n    two");
  }
}
