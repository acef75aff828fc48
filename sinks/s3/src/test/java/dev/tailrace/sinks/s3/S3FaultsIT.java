package dev.tailrace.sinks.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import dev.tailrace.platform.kafka.KafkaConfig;
import dev.tailrace.platform.kafka.TopicCreator;
import dev.tailrace.schemas.Category;
import dev.tailrace.schemas.Topics;
import dev.tailrace.sinks.core.SinkMetrics.Result;
import dev.tailrace.testing.embedded.EmbeddedKafka;
import dev.tailrace.testing.embedded.EmbeddedS3;
import dev.tailrace.testing.embedded.FaultyProxy;
import dev.tailrace.testing.embedded.FaultyProxy.Fault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Between the sink and a store everything goes wrong that can, and every line is there once. */
class S3FaultsIT {
  private static final Category CATEGORY = Category.JOB_EXECUTION;
  private static final Duration TIMEOUT = Duration.ofSeconds(2);
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final int ROUNDS = 3;
  private static final String SLOW_DOWN =
      "<?xml version=\"1.0\"?><Error><Code>SlowDown</Code><Message>Reduce your rate.</Message></Error>";

  private static final List<Fault> FAULTS =
      List.of(
          FaultyProxy.refusal(503, SLOW_DOWN),
          FaultyProxy.refusal(500, ""),
          FaultyProxy.cut(),
          FaultyProxy.lostAnswer(),
          FaultyProxy.halfAnAnswer(),
          FaultyProxy.late(TIMEOUT.multipliedBy(2)));

  @TempDir private Path directory;
  private int requests;
  private int faults;

  @Test
  void losesAndDoublesNothing() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start(directory.resolve("kafka"), 0);
        EmbeddedS3 s3 = EmbeddedS3.start(directory.resolve("s3"), 0, "first");
        FaultyProxy proxy = FaultyProxy.start(URI.create(s3.url()), this::plan)) {
      KafkaConfig kafkaConfig = new KafkaConfig(kafka.bootstrapServers(), 1, 1, Map.of());
      new TopicCreator(kafkaConfig).create(Topics.fused());
      S3Config store = S3Config.local(URI.create(s3.url()), "archive");
      S3Bootstrap.install(store);
      List<String> expected = new ArrayList<>();
      try (LogWriter writer = new LogWriter(kafkaConfig, CATEGORY);
          S3SinkRole sink = S3SinkRole.create(impatient(store, proxy.url()), kafkaConfig)) {
        sink.start();
        while (met() < ROUNDS * FAULTS.size()) {
          expected.addAll(writer.commit("line-" + expected.size(), 20));
          await()
              .atMost(PATIENCE)
              .until(
                  () ->
                      writer.committedBySink() != null
                          && writer.committedBySink().offset() == writer.endOffset());
        }
        assertThat(sink.count(Result.STORED)).isEqualTo(expected.size());
      }
      assertThat(S3SinkIT.lines(store, CATEGORY)).containsExactlyElementsOf(expected);
    }
  }

  /** Two of three puts meet a fault, each kind in its turn. */
  private synchronized Fault plan(HttpExchange exchange) {
    if (!exchange.getRequestMethod().equals("PUT") || ++requests % 3 == 0) {
      return FaultyProxy.none();
    }
    return FAULTS.get(faults++ % FAULTS.size());
  }

  private synchronized int met() {
    return faults;
  }

  private static S3Config impatient(S3Config store, URI endpoint) {
    return new S3Config(
        store.bucket(),
        store.region(),
        endpoint,
        store.accessKey(),
        store.secretKey(),
        store.objectSize(),
        Duration.ofMillis(100),
        true,
        store.bufferMemory(),
        TIMEOUT,
        false,
        store.compression(),
        store.encryption(),
        store.kmsKey(),
        store.compactionInterval(),
        store.requireTls());
  }
}
