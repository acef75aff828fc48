package dev.tailrace.parser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tailrace.schemas.Level;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Formats of services and of common loggers. */
class MachineFormatsTest {
  private static Line read(String line) {
    return new LineReader(List.of()).read(line, Lines.SETTING);
  }

  @Test
  void readsKlogWithTheYearOfTheObservedTime() {
    Line line = read("W0115 10:35:22.123456    1234 pkg/file.go:42] Slow [x] \"a\"");

    assertThat(line.level()).isEqualTo(Level.WARN);
    assertThat(line.time()).isEqualTo(Instant.parse("2024-01-15T10:35:22.123456Z"));
    assertThat(line.message()).isEqualTo("Slow [x] \"a\"");
    assertThat(line.context())
        .isEqualTo(Map.of("code.file.path", "pkg/file.go", "code.line.number", "42"));
    assertThat(read("I1231 23:59:59.000000 1 a.go:1] x").time())
        .isEqualTo(Instant.parse("2023-12-31T23:59:59Z"));
  }

  @Test
  void readsSyslogOfBothKinds() {
    Line old = read("<34>Jan 15 10:35:22 web-1 su[42]: failed for root");
    Line modern =
        read("<165>1 2024-01-15T10:35:22.003Z web-1 app 7 ID47 [x@1 a=\"]\\\"\"][y@1] \uFEFFtext");

    assertThat(old.level()).isEqualTo(Level.FATAL);
    assertThat(old.time()).isEqualTo(Instant.parse("2024-01-15T10:35:22Z"));
    assertThat(old.message()).isEqualTo("failed for root");
    assertThat(old.context())
        .isEqualTo(
            Map.of(
                "syslog.facility.code", 4,
                "syslog.hostname", "web-1",
                "syslog.appname", "su",
                "syslog.procid", "42"));
    assertThat(modern.level()).isEqualTo(Level.INFO);
    assertThat(modern.message()).isEqualTo("text");
    assertThat(modern.context())
        .containsEntry("syslog.msgid", "ID47")
        .containsEntry("syslog.structured_data", "[x@1 a=\"]\\\"\"][y@1]");
  }

  @Test
  void readsSyslogWithoutPriority() {
    assertThat(read("Jan  5 10:35:22 web-1 cron: error: no").level()).isEqualTo(Level.ERROR);
  }

  @ParameterizedTest
  @CsvSource({"200,INFO", "404,WARN", "503,ERROR"})
  void readsTheLevelOfAnAccessFromItsStatus(int status, Level level) {
    for (String client : List.of("10.0.0.1", "::1")) {
      Line line =
          read(
              client
                  + " - - [15/Jan/2024:10:35:22 +0100] \"GET /a?b HTTP/1.1\" "
                  + status
                  + " 612 \"-\" \"curl\"");

      assertThat(line.level()).isEqualTo(level);
      assertThat(line.time()).isEqualTo(Instant.parse("2024-01-15T09:35:22Z"));
      assertThat(line.context())
          .containsEntry("http.response.status_code", status)
          .containsEntry("client.address", client)
          .containsEntry("url.path", "/a?b");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "2024-01-15 10:35:22,123 [main] ERROR a.b.C - it broke~ERROR",
        "2024-01-15 10:35:22,123 - name - WARNING - it broke~WARN",
        "2024-01-15T10:35:22Z DEBUG crate: it broke~DEBUG",
        "[2024-01-15T10:35:22Z ERROR crate::a] it broke~ERROR",
        "2024/01/15 10:35:22 it broke~",
        "ERROR:root:it broke~ERROR",
        "error: it broke~ERROR",
        "[WARNING] it broke~WARN",
        "FATAL it broke~FATAL",
        "error it broke~",
        "Errors: it broke~"
      })
  void readsTheLevelWhereALoggerPutsIt(String text, Level level) {
    Line line = read(text);

    assertThat(line.level()).isEqualTo(level);
    assertThat(line.message()).endsWith("it broke");
    assertThat(line.time())
        .isIn(
            null, Instant.parse("2024-01-15T10:35:22Z"), Instant.parse("2024-01-15T10:35:22.123Z"));
  }

  @Test
  void readsWhoWroteALineOfRust() {
    Line line = read("[2024-01-15T10:35:22Z INFO  my_crate::module] it works");

    assertThat(line.message()).isEqualTo("it works");
    assertThat(line.context()).isEqualTo(Map.of("log.logger", "my_crate::module"));
  }

  @ParameterizedTest
  @CsvSource({"1,TRACE", "5,DEBUG", "12,INFO", "13,WARN", "20,ERROR", "24,FATAL", "0,", "25,"})
  void readsOpenTelemetry(int severity, Level level) {
    Line line =
        read(
            "{\"timeUnixNano\":\"1705314922123456789\",\"severityNumber\":"
                + severity
                + ",\"body\":{\"stringValue\":\"m\"},\"Resource\":{\"service.name\":\"s\"},"
                + "\"traceId\":\"4bf92f3577b34da6a3ce929d0e0e4736\"}");

    assertThat(line.message()).isEqualTo("m");
    assertThat(line.level()).isEqualTo(level);
    assertThat(line.service()).isEqualTo("s");
    assertThat(line.traceId()).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
    assertThat(line.time()).isEqualTo(Instant.parse("2024-01-15T10:35:22.123456789Z"));
  }

  @Test
  void readsEcs() {
    Line line =
        read(
            "{\"@timestamp\":\"2024-01-15T10:35:22Z\",\"log.level\":\"error\",\"message\":\"m\","
                + "\"service\":{\"name\":\"s\"},\"ecs.version\":\"8.11\"}");

    assertThat(line.level()).isEqualTo(Level.ERROR);
    assertThat(line.service()).isEqualTo("s");
    assertThat(line.message()).isEqualTo("m");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "I0115 but no header",
        "I0230 10:35:22.123456 1 a.go:1] no such day",
        "<999>Jan 15 10:35:22 h a: m",
        "<>",
        "<html>",
        "<34>1 - -",
        "Jan 15 is a Monday, of course",
        "Jan 32 10:35:22 h app: m",
        "10.0.0.1 - - [15/Foo/2024:10:35:22 +0100] \"GET / HTTP/1.1\" 200 1",
        "10.0.0.1 - - [15/Jan/2024:10:35:22 +0100] \"GET / HTTP/1.1\" 2x0 1",
        "[note] see https://x"
      })
  void leavesWhatOnlyLooksLikeAFormatAsText(String text) {
    Line line = read(text);

    assertThat(line.message()).isEqualTo(text);
    assertThat(line.time()).isNull();
    assertThat(line.context()).isEmpty();
  }
}
