package dev.tailrace.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tailrace.platform.config.ConfigReader;
import dev.tailrace.platform.kafka.TopicCreator;
import dev.tailrace.platform.management.Component;
import dev.tailrace.schemas.CiTrace;
import dev.tailrace.schemas.TailraceHeaders;
import dev.tailrace.schemas.Topics;
import dev.tailrace.testing.embedded.EmbeddedKafka;
import dev.tailrace.testing.otlp.OtlpCollector;
import io.opentelemetry.proto.trace.v1.Span;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PipelineTracingIT {
  @TempDir private Path directory;

  private TailraceConfig config(EmbeddedKafka kafka, URI collector) {
    String yaml =
        """
        kafka: {bootstrap-servers: "%s", partitions: 1, replication-factor: 1}
        management: {host: 127.0.0.1, port: 0}
        streams: {state-directory: "%s"}
        tracing: {endpoint: "%s", sample-ratio: 1}
        """
            .formatted(kafka.bootstrapServers(), directory.resolve("state"), collector);
    return new ConfigReader(Map.of()).parse(yaml, TailraceConfig.class);
  }

  @Test
  void theRolesThatAreConfiguredSoSendSpansAndCountThem() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start(directory.resolve("kafka"), 0);
        OtlpCollector collector = OtlpCollector.start()) {
      TailraceConfig config = config(kafka, collector.endpoint());
      new TopicCreator(config.kafka()).create(Topics.split());
      // Two that make spans in one process, which share the family of metrics.
      List<Component> roles =
          List.of(Role.PARSER.component(config), Role.ENRICHER.component(config));
      try (TailraceProcess process = new TailraceProcess(config.management(), roles)) {
        process.startManagement();
        process.startComponents();
        send(config);

        await().atMost(Duration.ofMinutes(1)).until(() -> collector.spans().size() == 2);
        await()
            .untilAsserted(
                () ->
                    assertThat(process.metrics())
                        .containsOnlyOnce("# TYPE tailrace_tracing_spans_total counter")
                        .contains(
                            "tailrace_tracing_spans_total"
                                + "{role=\"parser\",outcome=\"exported\",} 1.0")
                        .contains(
                            "tailrace_tracing_spans_total"
                                + "{role=\"enricher\",outcome=\"dropped\",} 0.0"));
      }
      assertThat(collector.spans())
          .extracting(Span::getName)
          .containsExactlyInAnyOrder("parser logs.raw", "enricher logs.parsed");
      assertThat(collector.spans())
          .extracting(span -> HexFormat.of().formatHex(span.getTraceId().toByteArray()))
          .containsOnly(CiTrace.job("7", 1, "8").traceId());
    }
  }

  private static void send(TailraceConfig config) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            config.kafka().clientProperties("test"),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer
          .send(
              new ProducerRecord<>(
                  Topics.RAW.name(),
                  null,
                  "source-1".getBytes(UTF_8),
                  "compiling".getBytes(UTF_8),
                  List.of(
                      new RecordHeader(TailraceHeaders.OFFSET, TailraceHeaders.number(0)),
                      new RecordHeader(
                          TailraceHeaders.TRACEPARENT,
                          CiTrace.job("7", 1, "8").traceparent().getBytes(UTF_8)))))
          .get();
    }
  }
}
