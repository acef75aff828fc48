package dev.tailrace.parser;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tailrace.schemas.Level;
import dev.tailrace.schemas.LogEvent;
import dev.tailrace.schemas.LogEventJson;
import dev.tailrace.schemas.Source;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LineParserTest {
  private static final String SPEC_EXAMPLE =
      """
      {"timestamp": "2024-01-15T10:35:22.123Z", "level": "INFO", "service": "job-scheduler",
      "trace_id": "abc123def456", "span_id": "789xyz", "message": "Job assigned to runner",
      "context": {"job_id": "job_uuid_1", "run_id": "run_uuid_1", "repository": "org/repo",
      "workflow": "ci.yml", "runner_id": "runner_uuid_1", "queue_wait_ms": 2340,
      "priority": "normal"}}""";

  @Test
  void readsTheLogSchema() {
    LogEvent event = Lines.platform(SPEC_EXAMPLE);

    assertThat(event.timestamp()).isEqualTo(Instant.parse("2024-01-15T10:35:22.123Z"));
    assertThat(event.observedTimestamp()).isEqualTo(Lines.OBSERVED);
    assertThat(event.level()).isEqualTo(Level.INFO);
    assertThat(event.service()).isEqualTo("job-scheduler");
    assertThat(event.message()).isEqualTo("Job assigned to runner");
    assertThat(event.eventId()).isEqualTo("source-1-000000000007");
    assertThat(event.category()).isNull();
    assertThat(event.tags()).isEmpty();
    assertThat(event.context())
        .containsEntry("job_id", "job_uuid_1")
        .containsEntry("repository", "org/repo")
        .containsEntry("queue_wait_ms", 2340);
  }

  @Test
  void keepsTraceIdsThatAreNotW3cInTheContext() {
    LogEvent event = Lines.platform(SPEC_EXAMPLE);

    assertThat(event.traceId()).isNull();
    assertThat(event.context())
        .containsEntry("trace_id", "abc123def456")
        .containsEntry("span_id", "789xyz");
  }

  @Test
  void takesW3cTraceIds() {
    LogEvent event =
        Lines.platform(
            """
            {"message":"m","trace_id":"4BF92F3577B34DA6A3CE929D0E0E4736",
            "span_id":"00f067aa0ba902b7"}""");

    assertThat(event.traceId()).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
    assertThat(event.spanId()).isEqualTo("00f067aa0ba902b7");
    assertThat(event.context()).isEmpty();
  }

  @Test
  void readsEcsWithDottedNames() {
    LogEvent event =
        Lines.platform(
            """
            {"@timestamp":"2024-01-15T10:35:22Z","log.level":"warn","message":"low disk",
            "service.name":"api","ecs.version":"1.6.0","trace.id":"nope"}""");

    assertThat(event.timestamp()).isEqualTo(Instant.parse("2024-01-15T10:35:22Z"));
    assertThat(event.level()).isEqualTo(Level.WARN);
    assertThat(event.service()).isEqualTo("api");
    assertThat(event.message()).isEqualTo("low disk");
    assertThat(event.context())
        .containsOnly(Map.entry("ecs.version", "1.6.0"), Map.entry("trace.id", "nope"));
  }

  @Test
  void readsEcsWithObjects() {
    LogEvent event =
        Lines.platform(
            """
            {"message":"m","log":{"level":"error","logger":"a.B"},"service":{"name":"api"}}""");

    assertThat(event.level()).isEqualTo(Level.ERROR);
    assertThat(event.service()).isEqualTo("api");
    assertThat(event.context()).containsKey("log");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"time\":\"2024-01-15T10:35:22Z\",\"severity\":\"ERROR\",\"msg\":\"boom\"}",
        "{\"ts\":1705314922,\"level\":50,\"msg\":\"boom\"}",
        "{\"ts\":1705314922.000,\"lvl\":\"err\",\"log\":\"boom\\n\"}",
        "{\"time\":\"1705314922000\",\"level\":\"error\",\"event\":\"boom\"}",
        "time=2024-01-15T10:35:22Z level=error msg=boom",
        "level=error ts=1705314922 msg=\"boom\"",
      })
  void readsTheNamesThatLoggersUse(String line) {
    LogEvent event = Lines.platform(line);

    assertThat(event.timestamp()).isEqualTo(Instant.parse("2024-01-15T10:35:22Z"));
    assertThat(event.level()).isEqualTo(Level.ERROR);
    assertThat(event.message()).isEqualTo("boom");
    assertThat(event.context()).isEmpty();
  }

  @Test
  void keepsStructlogsEventNameBesideAMessage() {
    LogEvent event = Lines.platform("{\"event\":\"cache_broken\",\"message\":\"disk full\"}");

    assertThat(event.message()).isEqualTo("disk full");
    assertThat(event.context()).containsEntry("event", "cache_broken");
  }

  @Test
  void usesTheLineAsMessageOfAnObjectWithoutOne() {
    LogEvent event = Lines.platform("{\"a\":1}");

    assertThat(event.message()).isEqualTo("{\"a\":1}");
    assertThat(event.context()).containsEntry("a", 1);
  }

  @Test
  void movesUnknownMembersToTheContext() {
    LogEvent event =
        Lines.platform("{\"message\":\"m\",\"a\":1,\"b\":2,\"context\":{\"a\":\"own\"}}");

    assertThat(event.context()).isEqualTo(Map.of("a", "own", "a_", 1, "b", 2));
  }

  @Test
  void takesTheLastOfDuplicateKeys() {
    LogEvent event = Lines.platform("{\"message\":\"first\",\"message\":\"second\"}");

    assertThat(event.message()).isEqualTo("second");
  }

  @Test
  void takesPlainTextAsItIs() {
    LogEvent event = Lines.job("x = 1 <script>alert('level=')</script>\r");

    assertThat(event.message()).isEqualTo("x = 1 <script>alert('level=')</script>");
    assertThat(event.level()).isEqualTo(Level.INFO);
    assertThat(event.timestamp()).isEqualTo(Lines.OBSERVED);
    assertThat(event.service()).isEqualTo("unknown");
    assertThat(event.tags()).isEmpty();
    assertThat(event.context()).isEmpty();
  }

  @Test
  void takesAnEmptyLine() {
    assertThat(Lines.job("").message()).isEmpty();
  }

  @Test
  void stripsTerminalSequencesFromTheMessageOnly() {
    LogEvent event =
        Lines.platform("{\"message\":\"\\u001b[31mred\\u001b[0m\",\"a\":\"\\u001b[31m\"}");

    assertThat(event.message()).isEqualTo("red");
    assertThat(event.context()).containsEntry("a", "\u241b[31m");
  }

  @Test
  void repairsWhatNoStoreCanHold() {
    LogEvent event =
        Lines.platform("{\"message\":\"\\ud800!\",\"\":1,\"a\\u0000b\":{\"\":\"\\u0000\"}}");

    assertThat(event.message()).isEqualTo("\ufffd!");
    assertThat(event.context()).isEqualTo(Map.of("_", 1, "a\u2400b", Map.of("_", "\u2400")));
    assertThat(LogEventJson.write(event)).isNotEmpty();
  }

  @Test
  void marksATimeThatItCannotRead() {
    LogEvent event = Lines.platform("{\"message\":\"m\",\"time\":\"yesterday\"}");

    assertThat(event.timestamp()).isEqualTo(Lines.OBSERVED);
    assertThat(event.tags()).containsExactly("time-unread");
    assertThat(event.context()).containsEntry("time", "yesterday");
  }

  @Test
  void keepsALevelThatItDoesNotKnow() {
    LogEvent event = Lines.platform("{\"message\":\"m\",\"level\":\"loud\"}");

    assertThat(event.level()).isEqualTo(Level.INFO);
    assertThat(event.context()).containsEntry("level", "loud");
  }

  @Test
  void keepsTheAgentsTags() {
    RawLine raw =
        new RawLine(
            new Source("s", 0, null, null, Lines.JOB.authority()),
            Known.of(Lines.JOB),
            Lines.OBSERVED,
            null,
            List.of("truncated"),
            Map.of("tailrace.original_length", 5),
            SourceMemory.empty(),
            "{cut".getBytes(UTF_8));

    LogEvent event = new LineParser(ParserConfig.defaults()).parse(raw);

    assertThat(event.tags()).containsExactly("truncated", "not-json");
    assertThat(event.context()).containsEntry("tailrace.original_length", 5);
  }

  private static LogEvent written(String time, String line) {
    return new LineParser(ParserConfig.defaults())
        .parse(
            new RawLine(
                new Source("s", 0, null, null, Lines.JOB.authority()),
                Known.of(Lines.JOB),
                Lines.OBSERVED,
                Instant.parse(time),
                List.of(),
                Map.of(),
                SourceMemory.empty(),
                line.getBytes(UTF_8)));
  }

  @Test
  void takesTheContainerRuntimesTimeWhereTheLineHasNone() {
    Instant said = Instant.parse("2024-01-15T10:35:22.123Z");

    assertThat(written("2024-01-15T10:35:00.000000001Z", "text").timestamp())
        .isEqualTo(Instant.parse("2024-01-15T10:35:00.000000001Z"));
    assertThat(written("2024-01-15T10:35:00Z", "{\"timestamp\":\"" + said + "\"}").timestamp())
        .isEqualTo(said);
  }

  @Test
  void doesNotTakeAContainerRuntimesTimeThatCannotBe() {
    assertThat(written("1970-01-01T00:00:00Z", "text").timestamp()).isEqualTo(Lines.OBSERVED);
  }
}
