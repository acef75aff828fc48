package dev.tailrace.parser;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {
  @ParameterizedTest
  @CsvSource({
    "2024-01-15T10:35:22Z, 2024-01-15T10:35:22Z",
    "2024-01-15 10:35:22.5Z, 2024-01-15T10:35:22.5Z",
    "'2024-01-15T10:35:22,123456789Z', 2024-01-15T10:35:22.123456789Z",
    "2024-01-15T10:35:22.1234567891234Z, 2024-01-15T10:35:22.123456789Z",
    "2024-01-15T10:35:22+02:00, 2024-01-15T08:35:22Z",
    "2024-01-15T10:35:22-0530, 2024-01-15T16:05:22Z",
    "2024-01-15T10:35:22+02, 2024-01-15T08:35:22Z",
    "2024-01-15T10:35:22, 2024-01-15T10:35:22Z",
    "2016-12-31T23:59:60Z, 2017-01-01T00:00:00Z",
    "1705314922, 2024-01-15T10:35:22Z",
    "1705314922.25, 2024-01-15T10:35:22.250Z",
    "1705314922123, 2024-01-15T10:35:22.123Z",
    "1705314922123456, 2024-01-15T10:35:22.123456Z",
    "1705314922123456789, 2024-01-15T10:35:22.123456789Z",
  })
  void readsTimes(String text, Instant time) {
    assertThat(Times.parse(text, Lines.SETTING)).isEqualTo(time);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "now",
        "2024-02-30T10:35:22Z",
        "2024-13-01T10:35:22Z",
        "2024-01-15T24:35:22Z",
        "2024-01-15T10:61:22Z",
        "2024-01-15T10:35:22.Z",
        "2024-01-15T10:35:22Zx",
        "2024-01-15T10:35:22+",
        "2024-01-15T10:35:2",
        "-5",
        "1.",
        "99999999999999999999999999"
      })
  void refusesWhatIsNoTime(String text) {
    assertThat(Times.parse(text, Lines.SETTING)).isNull();
  }

  @Test
  void readsNumbersAtOnceHoweverLargeTheyClaimToBe() {
    List<Object> values =
        List.of(
            new BigDecimal("1e400000000"),
            new BigDecimal("1e-400000000"),
            BigInteger.TEN.pow(900),
            -1,
            true,
            List.of());

    assertThat(values).allSatisfy(value -> assertThat(Times.parse(value, Lines.SETTING)).isNull());
  }

  @Test
  void believesClocksWithinADayAhead() {
    Instant observed = Instant.parse("2024-01-15T10:00:00Z");

    assertThat(Times.isCredible(observed.plusSeconds(86_400), observed)).isTrue();
    assertThat(Times.isCredible(observed.plusSeconds(86_401), observed)).isFalse();
    assertThat(Times.isCredible(Instant.parse("2000-01-01T00:00:00Z"), observed)).isTrue();
    assertThat(Times.isCredible(Instant.parse("1999-12-31T23:59:59Z"), observed)).isFalse();
  }
}
