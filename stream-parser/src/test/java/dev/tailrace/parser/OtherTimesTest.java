package dev.tailrace.parser;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OtherTimesTest {
  private static final LineSetting BERLIN = Lines.SETTING.in(ZoneId.of("Europe/Berlin"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "15/Jan/2024:10:35:22 +0000|2024-01-15T10:35:22Z",
        "Mon, 15 Jan 2024 10:35:22 GMT|2024-01-15T10:35:22Z",
        "Mon, 15 Jan 2024 10:35:22 +0200|2024-01-15T08:35:22Z",
        "Mon Jan 15 10:35:22 UTC 2024|2024-01-15T10:35:22Z",
        "Fri Jan  5 10:35:22 UTC 2024|2024-01-05T10:35:22Z",
        "Mon Jan 15 10:35:22 2024|2024-01-15T09:35:22Z",
        "2024/01/15 10:35:22.123456|2024-01-15T09:35:22.123456Z",
        "1/15/2024 1:35:22 PM|2024-01-15T12:35:22Z",
        "Jan 15, 2024 12:35:22 AM|2024-01-14T23:35:22Z",
        "Jan 15 10:35:22|2024-01-15T09:35:22Z",
        "Dec 31 23:59:59|2023-12-31T22:59:59Z",
        "1705314922|2024-01-15T10:35:22Z",
        "1705314922123|2024-01-15T10:35:22.123Z",
        "1705314922123456|2024-01-15T10:35:22.123456Z",
        "1705314922123456789|2024-01-15T10:35:22.123456789Z"
      })
  void readsTheUsualShapes(String text, Instant time) {
    assertThat(Times.parse(text, BERLIN)).isEqualTo(time);
  }

  @ParameterizedTest
  @CsvSource({
    // shown twice, when clocks go back: the first
    "2023-10-29 02:30:00,2023-10-29T00:30:00Z",
    // shown never, when clocks go forward: moved by the gap
    "2023-03-26 02:30:00,2023-03-26T01:30:00Z",
    "2023-10-29 02:30:00+01:00,2023-10-29T01:30:00Z"
  })
  void takesTheEarlierOffsetWhereClocksAreSet(String text, Instant time) {
    assertThat(Times.parse(text, BERLIN)).isEqualTo(time);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "now",
        "Mon Jan 15 10:35:22 IST 2024",
        "Feb 30 10:35:22",
        "Tue, 15 Jan 2024 10:35:22 GMT",
        "15/Jan/2024",
        "1/15/2024 13:35:22 PM",
        "-1705314922"
      })
  void readsNoTimeWhereItCouldMeanSeveralOrNone(String text) {
    assertThat(Times.parse(text, BERLIN)).isNull();
  }
}
