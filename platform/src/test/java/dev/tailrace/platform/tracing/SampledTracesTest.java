package dev.tailrace.platform.tracing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tailrace.schemas.CiTrace;
import dev.tailrace.schemas.Level;
import dev.tailrace.schemas.LogEvent;
import dev.tailrace.schemas.Source;
import dev.tailrace.schemas.SourceAttributes;
import dev.tailrace.schemas.TailraceHeaders;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class SampledTracesTest {
  private static final Source SOURCE =
      new Source("s", 0, "host", null, SourceAttributes.UNKNOWN.authority());

  private final SampledTraces traces = new SampledTraces(new TraceIdRatio(1));

  private static Headers traceparent(String value) {
    return new RecordHeaders().add(TailraceHeaders.TRACEPARENT, value.getBytes(UTF_8));
  }

  private static LogEvent event(Map<String, Object> context) {
    Instant now = Instant.EPOCH;
    return new LogEvent(
        now, now, Level.INFO, "s", null, null, "m", null, SOURCE, List.of(), context);
  }

  @Test
  void readsTheHeaderOfEachOfManySources() {
    for (int round = 0; round < 2; round++) {
      for (int run = 0; run < 3000; run++) {
        String name = Integer.toString(run);
        Headers headers = traceparent(CiTrace.run(name, 1).traceparent());

        assertThat(traces.parent(headers, null)).isEqualTo(SpanParent.of(CiTrace.run(name, 1)));
      }
    }
  }

  @Test
  void aHeaderThatIsNoneLeavesItToTheLine() {
    LogEvent ofRun = event(Map.of("run_id", "7"));

    assertThat(traces.parent(traceparent("00-0-0-01"), ofRun))
        .isEqualTo(SpanParent.of(CiTrace.run("7", 1)));
    assertThat(traces.parent(traceparent("00-0-0-01"), event(Map.of()))).isNull();
    assertThat(traces.parent(new RecordHeaders(), null)).isNull();
  }

  @Test
  void theHeaderComesBeforeTheLine() {
    Headers headers = traceparent(CiTrace.run("8", 1).traceparent());

    assertThat(traces.parent(headers, event(Map.of("run_id", "7"))))
        .isEqualTo(SpanParent.of(CiTrace.run("8", 1)));
  }
}
