package dev.tailrace.sinks.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tailrace.sinks.core.SinkMetrics.Result;
import io.prometheus.client.CollectorRegistry;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SinkTelemetryTest {
  private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");

  private final CollectorRegistry registry = new CollectorRegistry();
  private final SinkTelemetry telemetry = new SinkTelemetry("sink-x", InstantSource.fixed(NOW));

  @BeforeEach
  void register() {
    registry.register(telemetry);
  }

  @Test
  void countsByResult() {
    telemetry.settled(Result.STORED, NOW.toEpochMilli());
    telemetry.settled(Result.STORED, NOW.toEpochMilli());
    telemetry.settled(Result.DEAD_LETTER, NOW.toEpochMilli());

    assertThat(records("stored")).isEqualTo(2);
    assertThat(records("duplicate")).isZero();
    assertThat(records("dead_letter")).isEqualTo(1);
    assertThat(telemetry.count(Result.STORED)).isEqualTo(2);
  }

  @Test
  void observesTheDelayOfWhatIsStored() {
    telemetry.settled(Result.STORED, NOW.minusSeconds(9).toEpochMilli());
    telemetry.settled(Result.STORED, NOW.plusSeconds(9).toEpochMilli());
    telemetry.settled(Result.DUPLICATE, NOW.minusSeconds(1_000).toEpochMilli());

    assertThat(bucket("5.0")).isEqualTo(1);
    assertThat(bucket("10.0")).isEqualTo(2);
    assertThat(bucket("+Inf")).isEqualTo(2);
  }

  private double records(String result) {
    return registry.getSampleValue(
        "tailrace_sink_records_total",
        new String[] {"sink", "result"},
        new String[] {"sink-x", result});
  }

  private double bucket(String le) {
    return registry.getSampleValue(
        "tailrace_log_delivery_latency_seconds_bucket",
        new String[] {"sink", "le"},
        new String[] {"sink-x", le});
  }
}
