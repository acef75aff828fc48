package dev.tailrace.app.facts;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tailrace.platform.kafka.KafkaConfig;
import dev.tailrace.platform.kafka.TopicCreator;
import dev.tailrace.platform.kafka.TopicReader;
import dev.tailrace.schemas.FactKind;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** The topic of the facts of one kind. */
final class FactTopic {
  private static final String CLIENT = "tailrace-facts";
  private static final int PATIENCE_MILLIS = 30_000;

  private final KafkaConfig kafka;
  private final FactKind kind;

  FactTopic(KafkaConfig kafka, FactKind kind) {
    this.kafka = kafka;
    this.kind = kind;
  }

  /**
   * The facts that hold now, by key.
   *
   * @throws KafkaException if Kafka does not answer
   */
  NavigableMap<String, byte[]> all() {
    NavigableMap<String, byte[]> facts = new TreeMap<>();
    new TopicReader(kafka, kind.topic(), CLIENT)
        .read(
            record -> {
              if (record.key() != null) {
                String key = new String(record.key(), UTF_8);
                facts.remove(key);
                if (record.value() != null) {
                  facts.put(key, record.value());
                }
              }
              return true;
            });
    return facts;
  }

  /**
   * Publishes a fact, and returns when Kafka has it. The topic is made if it is not there.
   *
   * @param fact null takes it back
   * @throws KafkaException if Kafka does not take it
   */
  void put(String key, byte @Nullable [] fact) {
    new TopicCreator(kafka).create(List.of(kind.topic()));
    Map<String, Object> settings = kafka.clientProperties(CLIENT);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE_MILLIS);
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>(kind.topic().name(), key, fact)).get();
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new KafkaException("Kafka did not take the fact: " + cause.getMessage(), cause);
    }
  }
}
