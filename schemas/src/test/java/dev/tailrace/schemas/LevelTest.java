package dev.tailrace.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LevelTest {
  @ParameterizedTest
  @EnumSource
  void readsItsOwnNamesInAnyCase(Level level) {
    assertThat(Level.parse(level.name())).contains(level);
    assertThat(Level.parse(level.name().toLowerCase(Locale.ROOT))).contains(level);
  }

  @ParameterizedTest
  @CsvSource({
    "warning, WARN",
    "err, ERROR",
    "severe, ERROR",
    "notice, INFO",
    "crit, FATAL",
    "emerg, FATAL",
    "panic, FATAL",
    "finest, TRACE",
    "verbose, DEBUG"
  })
  void readsTheNamesOfOtherLoggers(String name, Level level) {
    assertThat(Level.parse(name)).contains(level);
  }

  @Test
  void unknownNameIsNoLevel() {
    assertThat(Level.parse("loud")).isEmpty();
    assertThat(Level.parse("")).isEmpty();
  }

  @Test
  void severityRisesAsInOpenTelemetry() {
    assertThat(Level.INFO.severityNumber()).isEqualTo(9);
    assertThat(Level.ERROR.severityNumber()).isEqualTo(17);
    assertThat(Level.WARN.isAtLeast(Level.INFO)).isTrue();
    assertThat(Level.DEBUG.isAtLeast(Level.INFO)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"timed_out, TIMEOUT", "cancelled, CANCELLATION", "skipped, SKIP", "Failed, FAILURE"})
  void resultsAreReadInTheWordsOfGithubToo(String word, CiResult result) {
    assertThat(CiResult.parse(word)).contains(result);
    assertThat(CiResult.parse(result.id())).contains(result);
    assertThat(CiResult.parse("whatever")).isEmpty();
  }
}
