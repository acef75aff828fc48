package dev.tailrace.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LogEventTest {
  private static final Instant OBSERVED = Instant.parse("2026-01-15T10:00:00Z");

  private static LogEvent at(Instant timestamp) {
    return new LogEvent(
        timestamp,
        OBSERVED,
        Level.INFO,
        "s",
        null,
        null,
        "m",
        null,
        Samples.SOURCE,
        List.of(),
        Map.of("text", "t", "number", 1));
  }

  @Test
  void isFiledUnderItsOwnTimeWhenThatIsNear() {
    Instant late = OBSERVED.minus(Duration.ofDays(7)).plusMillis(1);
    Instant early = OBSERVED.plus(Duration.ofDays(1)).minusMillis(1);

    assertThat(at(OBSERVED).filedAt()).isEqualTo(OBSERVED);
    assertThat(at(late).filedAt()).isEqualTo(late);
    assertThat(at(early).filedAt()).isEqualTo(early);
  }

  @Test
  void isFiledUnderTheObservedTimeWhenItsOwnIsFar() {
    assertThat(at(OBSERVED.minus(Duration.ofDays(7))).filedAt()).isEqualTo(OBSERVED);
    assertThat(at(OBSERVED.plus(Duration.ofDays(1))).filedAt()).isEqualTo(OBSERVED);
    assertThat(at(Instant.EPOCH).filedAt()).isEqualTo(OBSERVED);
    assertThat(at(Instant.MAX).filedAt()).isEqualTo(OBSERVED);
    assertThat(at(Instant.MIN).filedAt()).isEqualTo(OBSERVED);
  }

  @Test
  void contextTextIsOnlyText() {
    assertThat(at(OBSERVED).contextText("text")).isEqualTo("t");
    assertThat(at(OBSERVED).contextText("number")).isNull();
    assertThat(at(OBSERVED).contextText("none")).isNull();
  }
}
