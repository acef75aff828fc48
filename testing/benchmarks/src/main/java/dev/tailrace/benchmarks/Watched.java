package dev.tailrace.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tailrace.platform.kafka.KafkaConfig;
import dev.tailrace.schemas.TailInterest;
import dev.tailrace.schemas.Topic;
import dev.tailrace.schemas.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** What stands on the topics of facts and leases: every repository is known, one in 100 watched. */
final class Watched {
  private static final int REPOSITORIES = 200;
  private static final int ONE_IN = 100;

  private final KafkaConfig kafka;

  Watched(KafkaConfig kafka) {
    this.kafka = kafka;
  }

  void publish() throws ExecutionException, InterruptedException {
    Instant until = Instant.now().plus(Duration.ofDays(1));
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            kafka.clientProperties("tailrace-bench-watched"),
            new StringSerializer(),
            new ByteArraySerializer())) {
      for (int i = 0; i < REPOSITORIES; i++) {
        String repository = "org-" + i % 7 + "/repo-" + i;
        String fact = "{\"visibility\":\"private\",\"team\":\"team-" + i % 20 + "\"}";
        send(producer, Topics.REPOSITORY_FACTS, repository, fact.getBytes(UTF_8));
        if (i % ONE_IN == 0) {
          byte[] lease = new TailInterest(repository, null, null, until).toJson();
          send(producer, Topics.TAIL_INTEREST, "watcher-" + i, lease);
        }
      }
    }
  }

  private static void send(
      KafkaProducer<String, byte[]> producer, Topic<String, byte[]> topic, String key, byte[] value)
      throws ExecutionException, InterruptedException {
    producer.send(new ProducerRecord<>(topic.name(), key, value)).get();
  }
}
