package dev.tailrace.platform.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import dev.tailrace.testing.otlp.OtlpCollector;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SpanExporterTest {
  private OtlpCollector collector;

  @BeforeEach
  void start() throws IOException {
    collector = OtlpCollector.start();
  }

  @AfterEach
  void stop() {
    collector.close();
  }

  private SpanExporter exporter(int queue) {
    return new SpanExporter(
        new TracingConfig(collector.endpoint(), 1.0, queue, Map.of("X-Tenant", "ci")), "pipeline");
  }

  private static Span span(int number) {
    return Span.newBuilder()
        .setTraceId(ByteString.copyFromUtf8("0123456789abcdef"))
        .setName("span " + number)
        .build();
  }

  private static List<Long> counts(SpanExporter exporter) {
    SpanCounts counts = exporter.counts();
    return List.of(counts.exported.sum(), counts.dropped.sum(), counts.refused.sum());
  }

  @Test
  void sendsSpansInBatchesWithTheServicesName() {
    SpanExporter exporter = exporter(2000);
    for (int i = 0; i < 1500; i++) {
      exporter.offer(span(i));
    }
    exporter.start();

    await().until(() -> collector.spans().size() == 1500);
    exporter.close();

    assertThat(collector.requests()).hasSize(3);
    assertThat(collector.spans()).extracting(Span::getName).contains("span 0", "span 1499");
    assertThat(collector.requests().get(0).getResourceSpans(0).getResource().getAttributesList())
        .extracting(KeyValue::getKey, attribute -> attribute.getValue().getStringValue())
        .contains(tuple("service.name", "tailrace-pipeline"));
    assertThat(counts(exporter)).containsExactly(1500L, 0L, 0L);
  }

  @Test
  void dropsAndCountsWhatFindsNoRoom() {
    SpanExporter exporter = exporter(10);

    for (int i = 0; i < 15; i++) {
      exporter.offer(span(i)); // nobody takes them yet, and nobody waits
    }
    assertThat(counts(exporter)).containsExactly(0L, 5L, 0L);
    exporter.start();
    exporter.close();

    assertThat(collector.spans()).hasSize(10);
    assertThat(counts(exporter)).containsExactly(10L, 5L, 0L);
  }

  @Test
  void keepsWhatTheCollectorCannotTakeNow() {
    collector.answerWith(503);
    SpanExporter exporter = exporter(10);
    exporter.offer(span(1));
    exporter.start();
    await().until(() -> collector.answers().contains(503));

    collector.answerWith(200);

    await().until(() -> !collector.spans().isEmpty());
    exporter.close();
    assertThat(collector.spans()).containsExactly(span(1));
    assertThat(counts(exporter)).containsExactly(1L, 0L, 0L);
  }

  @Test
  void doesNotSendAgainWhatTheCollectorRefuses() {
    collector.answerWith(401);
    SpanExporter exporter = exporter(10);
    exporter.offer(span(1));
    exporter.start();
    await().until(() -> counts(exporter).equals(List.of(0L, 0L, 1L)));

    collector.answerWith(200);
    collector.reject(1);
    exporter.offer(span(2));
    exporter.offer(span(3));
    exporter.close();

    assertThat(collector.answers()).containsExactly(401, 200);
    assertThat(counts(exporter)).containsExactly(1L, 0L, 2L);
  }

  @Test
  void givesUpAtTheEndWhatNobodyTakes() {
    collector.close();
    SpanExporter exporter = exporter(2000);
    for (int i = 0; i < 2000; i++) {
      exporter.offer(span(i));
    }
    exporter.start();
    exporter.close();

    assertThat(counts(exporter)).containsExactly(0L, 2000L, 0L);
  }
}
