package dev.tailrace.parser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tailrace.platform.config.ConfigException;
import dev.tailrace.platform.redaction.RedactionConfig;
import dev.tailrace.schemas.Level;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PatternFormatTest {
  private static final String MATCH =
      "^app: (?P<timestamp>\\S+ \\S+) (?P<level>\\w+) (?P<unit>\\w+) (?P<message>.*)$";
  private static final String LINE = "app: 2024-01-15 10:35:22 warn billing out of money";

  private static LineReader reader(PatternConfig pattern) {
    return new LineReader(List.of(new PatternFormat(pattern)));
  }

  @Test
  void readsTheNamedGroups() {
    PatternConfig config = new PatternConfig("app", MATCH, null, "Europe/Berlin");

    Line line = reader(config).read(LINE, Lines.SETTING);

    assertThat(line.time()).isEqualTo(Instant.parse("2024-01-15T09:35:22Z"));
    assertThat(line.level()).isEqualTo(Level.WARN);
    assertThat(line.message()).isEqualTo("out of money");
    assertThat(line.context()).isEqualTo(Map.of("unit", "billing"));
  }

  @Test
  void readsBehindTheTimeOfAPlatform() {
    PatternConfig config = new PatternConfig("app", MATCH, null, null);

    Line line = reader(config).read("2024-01-15T10:36:00.1234567Z " + LINE, Lines.SETTING);

    assertThat(line.message()).isEqualTo("out of money");
    assertThat(line.time()).isEqualTo(Instant.parse("2024-01-15T10:35:22Z"));
  }

  @Test
  void readsOnlyLinesOfItsService() {
    PatternConfig config = new PatternConfig("app", MATCH, "billing", null);
    LineSetting of =
        new LineSetting(Lines.SETTING.memory(), Lines.OBSERVED, Lines.SETTING.zone(), "billing");

    assertThat(reader(config).read(LINE, of).message()).isEqualTo("out of money");
    assertThat(reader(config).read(LINE, Lines.SETTING).message()).isEqualTo(LINE);
  }

  @ParameterizedTest
  @CsvSource({
    "'ab?(?P<message>.*)',axe",
    "'ab*(?P<message>.*)',axe",
    "'ab{0,1}(?P<message>.*)',axe",
    "'ab|(?P<message>.*)',xyz",
    "'(?i)ab(?P<message>.*)',ABle",
    "'a+(?P<message>.*)',aax",
    "'^(?P<message>.*)',anything"
  })
  void tellsNoLineByCharactersThatAMatchNeedNotBeginWith(String match, String text) {
    Line line =
        new PatternFormat(new PatternConfig("p", match, null, null)).read(text, Lines.SETTING);

    assertThat(line).isNotNull();
  }

  @Test
  void takesLinearTimeForAPatternThatInvitesBacktracking() {
    LineReader reader = reader(new PatternConfig("p", "^(?P<a>(x+x+)+)y$", null, null));

    assertThat(reader.read("x".repeat(20_000), Lines.SETTING).message()).hasSize(20_000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"(", "no groups", "(a)(b)", "(?P<a>x)(?=y)", ""})
  void refusesAPatternThatCannotWork(String match) {
    assertThatThrownBy(() -> new PatternConfig("p", match, null, null))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("patterns.match");
  }

  @Test
  void refusesAZoneNobodyKnows() {
    assertThatThrownBy(() -> new PatternConfig("p", MATCH, null, "Mars/Olympus"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("Mars/Olympus");
  }

  @Test
  void refusesTooManyPatternsAndNamesTwice() {
    PatternConfig one = new PatternConfig("p", MATCH, null, null);

    assertThatThrownBy(
            () ->
                new ParserConfig(
                    "UTC", false, null, Collections.nCopies(65, one), RedactionConfig.defaults()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("64");
    assertThatThrownBy(
            () ->
                new ParserConfig("UTC", false, null, List.of(one, one), RedactionConfig.defaults()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("twice");
  }
}
