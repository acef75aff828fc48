package dev.tailrace.parser;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tailrace.schemas.LogEvent;
import dev.tailrace.schemas.LogEventJson;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines that are broken, hostile or just too much: each is an event all the same. */
class HardLinesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{not json}",
        "{\"a\":1} trailing",
        "{\"a\":1",
        "{\"a\":NaN}",
        "  {\"a\":'b'}",
      })
  void takesBrokenJsonAsText(String line) {
    LogEvent event = Lines.job(line);

    assertThat(event.message()).isEqualTo(line);
    assertThat(event.tags()).containsExactly("not-json");
  }

  @Test
  void takesJsonBeyondTheLimitsAsText() {
    List<String> lines =
        List.of(
            "{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000),
            "{\"a\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}",
            "{\"a\":" + "9".repeat(2000) + "}",
            "{\"" + "k".repeat(2000) + "\":1}");

    for (String line : lines) {
      LogEvent event = Lines.job(line);
      assertThat(event.message()).isEqualTo(line);
      assertThat(event.tags()).containsExactly("not-json");
    }
  }

  @Test
  void canReadAgainWhatItTookAtTheGreatestDepth() {
    int depth = JsonFormat.MAX_DEPTH - 1;
    LogEvent event = Lines.job("{\"repository\":" + "[".repeat(depth) + "]".repeat(depth) + "}");

    assertThat(event.tags()).isEmpty();
    assertThat(LogEventJson.read(LogEventJson.write(event))).isEqualTo(event);
  }

  @Test
  void takesArraysAndScalarsAsText() {
    for (String line : List.of("[1,2]", "\"text\"", "42", "null", "[".repeat(10_000))) {
      LogEvent event = Lines.job(line);
      assertThat(event.message()).isEqualTo(line);
      assertThat(event.tags()).isEmpty();
    }
  }

  @Test
  void marksALineThatIsNotUtf8() {
    LogEvent event = Lines.parse("d\u00e9j\u00e0 vu".getBytes(ISO_8859_1), Lines.JOB);

    assertThat(event.message()).isEqualTo("d\u00e9j\u00e0 vu");
    assertThat(event.tags()).containsExactly("not-utf8");
  }

  @Test
  void showsAMebibyteOfNuls() {
    LogEvent event = Lines.parse(new byte[1 << 20], Lines.JOB);

    assertThat(event.message()).hasSize(1 << 20).startsWith("\u2400");
    assertThat(LogEventJson.write(event)).hasSizeLessThan(4 << 20);
  }

  @Test
  void takesALineOfFiveMegabytes() {
    String line = "x".repeat(5_000_000);

    assertThat(Lines.job(line).message()).isEqualTo(line);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1970-01-01T00:00:01Z", "9999-12-31T23:59:59Z", "1999-12-31T23:59:59Z"})
  void replacesAnAbsurdTime(String time) {
    LogEvent event = Lines.platform("{\"message\":\"m\",\"timestamp\":\"" + time + "\"}");

    assertThat(event.timestamp()).isEqualTo(Lines.OBSERVED);
    assertThat(event.tags()).containsExactly("time-absurd");
    assertThat(event.context()).containsEntry("timestamp", time);
  }
}
