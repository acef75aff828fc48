package dev.tailrace.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StructuredLoggerTest {
  private final List<String> lines = new ArrayList<>();
  private final StructuredLogger log =
      new StructuredLogger(
          "api", Clock.fixed(Samples.NOW, ZoneOffset.UTC), l -> lines.add(new String(l, UTF_8)));

  @Test
  void writesTheLogSchemaInItsOrder() {
    log.inSpan("t1", "s1").warn("hello", Map.of("n", 1));

    assertThat(lines)
        .containsExactly(
            "{\"timestamp\":\"2026-01-15T10:35:22.123456789Z\",\"level\":\"WARN\","
                + "\"service\":\"api\",\"trace_id\":\"t1\",\"span_id\":\"s1\","
                + "\"message\":\"hello\",\"context\":{\"n\":1}}\n");
  }

  @Test
  void boundContextIsOnEveryLineAndOverridden() {
    StructuredLogger bound = log.bind(Map.of("a", 1)).bind(Map.of("b", 2));

    bound.info("one", Map.of());
    bound.info("two", Map.of("a", 3));
    log.info("three", Map.of());

    assertThat(lines.get(0)).contains("\"context\":{\"a\":1,\"b\":2}").doesNotContain("trace_id");
    assertThat(lines.get(1)).contains("\"context\":{\"a\":3,\"b\":2}");
    assertThat(lines.get(2)).contains("\"context\":{}");
  }

  @Test
  void messageOfSeveralLinesStaysOnOne() {
    log.error("a\nb\r\u2028c\ud800", Map.of("stack", "x\n\ty"));

    assertThat(lines).hasSize(1);
    assertThat(lines.get(0).indexOf('\n')).isEqualTo(lines.get(0).length() - 1);
  }

  @Test
  void jobLinesCarryEventTypesAsMessages() {
    JobLogger job = new JobLogger(log, Map.of("run_id", "r", "job_id", "j"));

    job.jobStarted("runner-1", Duration.ofMillis(2340), "normal");
    job.jobCompleted(CiResult.TIMEOUT, Duration.ofSeconds(340), 7, false);

    assertThat(lines.get(0))
        .contains("\"message\":\"job_started\"", "\"queue_wait_ms\":2340", "\"run_id\":\"r\"");
    assertThat(lines.get(1)).contains("\"conclusion\":\"timeout\"", "\"total_duration_ms\":340000");
  }
}
