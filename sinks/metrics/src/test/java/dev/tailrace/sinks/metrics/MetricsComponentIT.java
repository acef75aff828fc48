package dev.tailrace.sinks.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tailrace.platform.kafka.KafkaConfig;
import dev.tailrace.platform.kafka.TopicCreator;
import dev.tailrace.platform.streams.StreamsSettings;
import dev.tailrace.schemas.CiEvent;
import dev.tailrace.schemas.CiEventJson;
import dev.tailrace.schemas.Topics;
import dev.tailrace.testing.embedded.EmbeddedKafka;
import io.prometheus.client.CollectorRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsComponentIT {
  private static final String[] LABELS = {"status", "conclusion", "runner_labels"};
  private static final String[] VALUES = {"completed", "success", "linux,x64"};

  /** A closed instance keeps its partitions until its session ends. */
  private static final Map<String, String> SHORT_SESSION =
      Map.of("consumer.session.timeout.ms", "6000", "consumer.heartbeat.interval.ms", "1000");

  @TempDir static Path directory;
  private static EmbeddedKafka broker;
  private static KafkaConfig kafka;

  @BeforeAll
  static void start() {
    broker = EmbeddedKafka.start(directory.resolve("kafka"), 0);
    kafka = new KafkaConfig(broker.bootstrapServers(), 3, 1, Map.of());
    new TopicCreator(kafka).create(List.of(Topics.CI_EVENTS));
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  @Test
  void sumsOverPartitionsAndSurvivesTheLossOfItsState() {
    // given jobs on all partitions, among them a record that is no event
    CollectorRegistry registry = new CollectorRegistry();
    try (MetricsComponent metrics = component("first")) {
      metrics.register(registry);
      metrics.start();
      send(0, 30);
      await()
          .atMost(Duration.ofMinutes(1))
          .untilAsserted(() -> assertThat(jobs(registry)).isEqualTo(30));
    }

    // when another instance without local state goes on
    CollectorRegistry again = new CollectorRegistry();
    try (MetricsComponent metrics = component("second")) {
      metrics.register(again);
      metrics.start();
      send(20, 40);

      // then it continues the count, and the jobs that were sent again count once
      await()
          .atMost(Duration.ofMinutes(1))
          .untilAsserted(() -> assertThat(jobs(again)).isEqualTo(40));
    }
  }

  private static MetricsComponent component(String state) {
    return new MetricsComponent(
        kafka,
        StreamsSettings.in(directory.resolve(state)).withProperties(SHORT_SESSION),
        MetricsConfig.defaults());
  }

  private static Double jobs(CollectorRegistry registry) {
    return registry.getSampleValue("cicd_jobs_total", LABELS, VALUES);
  }

  private static void send(int from, int to) {
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            kafka.clientProperties("test"), new StringSerializer(), new ByteArraySerializer())) {
      send(producer, "key", "{not an event".getBytes(StandardCharsets.UTF_8));
      for (int job = from; job < to; job++) {
        for (CiEvent event : Events.lifeOf("job-" + job)) {
          send(producer, event.key(), CiEventJson.write(event));
        }
      }
    }
  }

  private static void send(KafkaProducer<String, byte[]> producer, String key, byte[] value) {
    Future<?> unused = producer.send(new ProducerRecord<>(Topics.CI_EVENTS.name(), key, value));
  }
}
