package dev.tailrace.app.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PointInTimeTest {
  private static final Instant NOW = Instant.parse("2026-11-23T07:15:00Z");

  @ParameterizedTest
  @CsvSource({
    "7d, 2026-11-16T07:15:00Z",
    "12h, 2026-11-22T19:15:00Z",
    "30m, 2026-11-23T06:45:00Z",
    "90s, 2026-11-23T07:13:30Z",
    "2026-01-31, 2026-01-31T00:00:00Z",
    "2026-01-31T08:00:00Z, 2026-01-31T08:00:00Z",
    "2026-01-31T08:00:00+02:00, 2026-01-31T06:00:00Z"
  })
  void readsWhatOperatorsWrite(String text, Instant expected) {
    assertThat(PointInTime.parse(text, NOW)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "yesterday", "7", "-7d", "2026-02-30", "999999999d", "+12345-01-01T00:00:00Z"})
  void refusesWhatIsNoTime(String text) {
    assertThatThrownBy(() -> PointInTime.parse(text, NOW))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + text + "' is no time; write 7d, 12h, 2026-01-31");
  }
}
