package dev.tailrace.platform.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tailrace.schemas.TraceContext;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingDecision;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class TraceIdRatioTest {
  @Property
  void takesTheTracesThatOpenTelemetryTakes(
      @ForAll long high,
      @ForAll long low,
      @ForAll @DoubleRange(min = 0, minIncluded = false, max = 1) double ratio) {
    String traceId = "%016x%016x".formatted(high, low);
    Sampler sampler = Sampler.traceIdRatioBased(ratio);

    boolean taken = new TraceIdRatio(ratio).takes(traceId);

    assertThat(
            sampler
                .shouldSample(
                    Context.root(), traceId, "s", SpanKind.CONSUMER, Attributes.empty(), List.of())
                .getDecision())
        .isEqualTo(taken ? SamplingDecision.RECORD_AND_SAMPLE : SamplingDecision.DROP);
  }

  @Test
  void takesAsManyOfTheTracesOfRunsAsItIsAskedTo() {
    TraceIdRatio ratio = new TraceIdRatio(0.1);

    long taken =
        IntStream.range(0, 10_000)
            .filter(i -> ratio.takes(TraceContext.derived(i + "/1", "job").traceId()))
            .count();

    assertThat(taken).isBetween(900L, 1100L);
  }
}
