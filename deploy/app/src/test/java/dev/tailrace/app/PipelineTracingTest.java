package dev.tailrace.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.google.protobuf.ByteString;
import dev.tailrace.enricher.EnricherConfig;
import dev.tailrace.enricher.EnricherTopology;
import dev.tailrace.parser.ParserConfig;
import dev.tailrace.parser.ParserTopology;
import dev.tailrace.platform.streams.DeadLetterHandler;
import dev.tailrace.platform.streams.Tracing;
import dev.tailrace.platform.tracing.OtlpTracing;
import dev.tailrace.platform.tracing.TracingConfig;
import dev.tailrace.router.LivePolicy;
import dev.tailrace.router.RouterConfig;
import dev.tailrace.router.RouterTopology;
import dev.tailrace.router.ledger.LedgerConfig;
import dev.tailrace.schemas.Authority;
import dev.tailrace.schemas.CiTrace;
import dev.tailrace.schemas.SourceAttributes;
import dev.tailrace.schemas.TailraceHeaders;
import dev.tailrace.schemas.Topic;
import dev.tailrace.schemas.Topics;
import dev.tailrace.schemas.TraceContext;
import dev.tailrace.testing.otlp.OtlpCollector;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The spans of the stages, as a collector gets them. */
class PipelineTracingTest {
  private static final Instant OBSERVED = Instant.parse("2024-01-15T10:36:00Z");
  private static final String REPORT =
      "{\"timestamp\":\"2024-01-15T10:35:22Z\",\"level\":\"INFO\",\"service\":\"runner\","
          + "\"message\":\"step\",\"context\":{\"run_id\":\"7\",\"attempt\":2,\"job_id\":\"8\"}}";

  @TempDir Path state;

  private OtlpCollector collector;

  @BeforeEach
  void start() throws IOException {
    collector = OtlpCollector.start();
  }

  @AfterEach
  void stop() {
    collector.close();
  }

  private static TestRecord<String, byte[]> line(
      long offset, Authority authority, @Nullable TraceContext trace, byte @Nullable [] line) {
    byte[] attributes =
        new SourceAttributes("host-1", null, null, authority, Map.of("repository", "org/repo"))
            .toJson();
    Headers headers =
        new RecordHeaders()
            .add(TailraceHeaders.OFFSET, TailraceHeaders.number(offset))
            .add(TailraceHeaders.ATTRIBUTES, attributes);
    if (trace != null) {
      headers.add(TailraceHeaders.TRACEPARENT, trace.traceparent().getBytes(UTF_8));
    }
    return new TestRecord<>("source-1", line, headers, OBSERVED);
  }

  private static TestRecord<String, byte[]> output(long offset, TraceContext trace) {
    return line(offset, Authority.JOB, trace, "compiling".getBytes(UTF_8));
  }

  private static Topology fused() {
    return PipelineTopology.build(
        ParserConfig.defaults(), new RouterConfig(LivePolicy.ALL), LedgerConfig.defaults());
  }

  private void runFused(double ratio, List<TestRecord<String, byte[]>> lines) {
    try (OtlpTracing tracing = tracing(ratio)) {
      run(fused(), tracing, Topics.RAW, lines, Topics.LIVE);
    }
  }

  private OtlpTracing tracing(double ratio) {
    OtlpTracing tracing =
        new OtlpTracing(
            new TracingConfig(collector.endpoint(), ratio, 10_000, Map.of()), "pipeline");
    tracing.start();
    return tracing;
  }

  private List<TestRecord<String, byte[]>> run(
      Topology topology,
      Tracing tracing,
      Topic<?, ?> input,
      List<TestRecord<String, byte[]>> lines,
      Topic<?, ?> output) {
    Properties settings = new Properties();
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "tailrace-test");
    settings.put(StreamsConfig.STATE_DIR_CONFIG, state.resolve(input.name()).toString());
    settings.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
    DeadLetterHandler.configure(settings);
    tracing.configure(settings);
    try (TopologyTestDriver driver = new TopologyTestDriver(topology, settings)) {
      driver
          .createInputTopic(input.name(), new StringSerializer(), new ByteArraySerializer())
          .pipeRecordList(lines);
      return driver
          .createOutputTopic(output.name(), new StringDeserializer(), new ByteArrayDeserializer())
          .readRecordsToList();
    }
  }

  private static String hex(ByteString bytes) {
    return HexFormat.of().formatHex(bytes.toByteArray());
  }

  private static Map<String, Object> attributes(Span span) {
    return span.getAttributesList().stream()
        .collect(Collectors.toMap(KeyValue::getKey, attribute -> value(attribute.getValue())));
  }

  private static Object value(AnyValue value) {
    return value.hasIntValue() ? (Object) value.getIntValue() : value.getStringValue();
  }

  @Test
  void eachStageMakesASpanInTheTraceOfTheJob() {
    TraceContext job = CiTrace.job("7", 1, "8");

    runFused(1, List.of(output(5, job)));

    assertThat(collector.spans())
        .extracting(Span::getName)
        .containsExactly("parser logs.raw", "enricher logs.raw", "router logs.raw");
    assertThat(collector.spans())
        .allSatisfy(
            span -> {
              assertThat(hex(span.getTraceId())).isEqualTo(job.traceId());
              assertThat(hex(span.getParentSpanId())).isEqualTo(job.spanId());
              assertThat(span.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_CONSUMER);
              assertThat(span.getStatus().getCode()).isEqualTo(Status.StatusCode.STATUS_CODE_UNSET);
              assertThat(span.getEndTimeUnixNano()).isGreaterThan(span.getStartTimeUnixNano());
            });
    assertThat(collector.spans()).extracting(Span::getSpanId).doesNotHaveDuplicates();
    assertThat(attributes(collector.spans().get(0)))
        .containsOnly(
            Map.entry("messaging.system", "kafka"),
            Map.entry("messaging.operation.type", "process"),
            Map.entry("messaging.operation.name", "parser"),
            Map.entry("messaging.destination.name", "logs.raw"),
            Map.entry("messaging.destination.partition.id", "0"),
            Map.entry("messaging.kafka.offset", 0L),
            Map.entry("messaging.consumer.group.name", "tailrace-test"),
            Map.entry("tailrace.event_id", "source-1-000000000005"));
  }

  @Test
  void stagesThatRunApartAgreeOnTheTrace() {
    TraceContext job = CiTrace.job("7", 1, "8");

    try (OtlpTracing tracing = tracing(1)) {
      List<TestRecord<String, byte[]>> parsed =
          run(
              ParserTopology.split(ParserConfig.defaults()),
              tracing,
              Topics.RAW,
              List.of(output(5, job)),
              Topics.PARSED);
      List<TestRecord<String, byte[]>> enriched =
          run(
              EnricherTopology.split(EnricherConfig.defaults()),
              tracing,
              Topics.PARSED,
              parsed,
              Topics.ENRICHED);
      run(
          RouterTopology.split(new RouterConfig(LivePolicy.ALL), LedgerConfig.defaults()),
          tracing,
          Topics.ENRICHED,
          enriched,
          Topics.LIVE);
    }

    assertThat(collector.spans())
        .extracting(Span::getName, s -> hex(s.getTraceId()), s -> hex(s.getParentSpanId()))
        .containsExactly(
            tuple("parser logs.raw", job.traceId(), job.spanId()),
            tuple("enricher logs.parsed", job.traceId(), job.spanId()),
            tuple("router logs.enriched", job.traceId(), job.spanId()));
  }

  @Test
  void aReportWithoutTraceparentIsInTheTraceOfItsRun() {
    runFused(1, List.of(line(0, Authority.PLATFORM, null, REPORT.getBytes(UTF_8))));

    assertThat(collector.spans())
        .hasSize(3)
        .allSatisfy(
            span ->
                assertThat(hex(span.getTraceId())).isEqualTo(CiTrace.job("7", 2, "8").traceId()));
  }

  @Test
  void aTraceThatALineNamesNeedsNoSpan() {
    String trace = "4bf92f3577b34da6a3ce929d0e0e4736";
    String said =
        "{\"timestamp\":\"2024-01-15T10:35:22Z\",\"level\":\"INFO\",\"service\":\"api\","
            + "\"message\":\"m\",\"trace_id\":\""
            + trace
            + "\"}";

    runFused(1, List.of(line(0, Authority.PLATFORM, null, said.getBytes(UTF_8))));

    assertThat(collector.spans())
        .hasSize(3)
        .allSatisfy(
            span -> {
              assertThat(hex(span.getTraceId())).isEqualTo(trace);
              assertThat(span.getParentSpanId()).isEmpty();
            });
  }

  @Test
  void aLineOfNoTraceMakesNone() {
    runFused(1, List.of(line(0, Authority.JOB, null, "alone".getBytes(UTF_8))));

    assertThat(collector.requests()).isEmpty();
  }

  @Test
  void aTraceIsWholeOrNotThere() {
    List<TestRecord<String, byte[]>> lines =
        IntStream.range(0, 200)
            .mapToObj(i -> output(i, CiTrace.job(Integer.toString(i / 2), 1, "8")))
            .toList();

    runFused(0.5, lines);

    Map<ByteString, Long> spans =
        collector.spans().stream()
            .collect(Collectors.groupingBy(Span::getTraceId, Collectors.counting()));
    assertThat(Set.copyOf(spans.values())).containsExactly(6L);
    assertThat(spans).hasSizeBetween(30, 70);
  }

  @Test
  void aStageThatGivesUpSaysSoAndNothingOfTheLine() {
    runFused(
        1,
        List.of(
            line(0, Authority.JOB, CiTrace.run("7", 1), null),
            line(1, Authority.JOB, CiTrace.run("7", 1), "x".repeat(9_000_000).getBytes(UTF_8))));

    assertThat(collector.spans())
        .hasSize(2)
        .allSatisfy(
            span -> {
              assertThat(span.getName()).isEqualTo("parser logs.raw");
              assertThat(span.getStatus().getCode()).isEqualTo(Status.StatusCode.STATUS_CODE_ERROR);
              assertThat(span.getSerializedSize()).isLessThan(1000);
              assertThat(attributes(span))
                  .containsEntry(
                      "error.type", "dev.tailrace.platform.streams.RejectedRecordException");
            });
  }

  @Test
  void nothingElseChanges() {
    List<TestRecord<String, byte[]>> lines = List.of(output(0, CiTrace.job("7", 1, "8")));

    List<TestRecord<String, byte[]>> traced;
    try (OtlpTracing tracing = tracing(1)) {
      traced = run(fused(), tracing, Topics.RAW, lines, Topics.LIVE);
    }
    List<TestRecord<String, byte[]>> plain =
        run(fused(), Tracing.NONE, Topics.RAW, lines, Topics.LIVE);

    assertThat(traced).hasSize(1);
    assertThat(traced.get(0).value()).isEqualTo(plain.get(0).value());
    assertThat(traced.get(0).headers()).isEqualTo(plain.get(0).headers());
  }
}
