package dev.tailrace.app.archive;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tailrace.platform.kafka.KafkaConfig;
import dev.tailrace.schemas.Category;
import dev.tailrace.schemas.LogEvent;
import dev.tailrace.schemas.TailraceHeaders;
import dev.tailrace.schemas.Topics;
import dev.tailrace.sinks.core.SinkUnavailableException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Publishes events to a topic of somebody's own, as they were in their category's topic. */
final class TopicTarget implements ReplayTarget {
  private static final String CLIENT_ID = "tailrace-replay";
  private static final long TIMEOUT_SECONDS = 30;

  private final KafkaConfig kafka;
  private final String topic;
  private final KafkaProducer<byte[], byte[]> producer;
  private volatile @Nullable Exception failure;
  private long published;

  TopicTarget(KafkaConfig kafka, String topic) {
    this.kafka = kafka;
    this.topic = topic;
    Map<String, Object> settings = kafka.clientProperties(CLIENT_ID);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topics.MAX_RECORD_BYTES + 1024);
    this.producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** Whether a topic is one of Tailrace's own, where events would count a second time. */
  static boolean isOwn(String topic) {
    return Topics.split().stream().anyMatch(own -> own.name().equals(topic));
  }

  /** Kafka would make the topic by its defaults, which nobody has chosen. */
  @Override
  public void begin() throws SinkUnavailableException, InterruptedException {
    try (Admin admin = Admin.create(kafka.clientProperties(CLIENT_ID))) {
      admin.describeTopics(List.of(topic)).allTopicNames().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new SinkUnavailableException(
          "cannot use the topic %s: %s".formatted(topic, reason(e)), e);
    } catch (TimeoutException e) {
      throw new SinkUnavailableException("Kafka does not answer at " + kafka.bootstrapServers(), e);
    }
  }

  private static String reason(ExecutionException e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    return String.valueOf(cause.getMessage());
  }

  @Override
  public void add(Category category, LogEvent event, byte[] json) throws SinkUnavailableException {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(topic, event.source().id().getBytes(UTF_8), json);
    TailraceHeaders.addFiling(record.headers(), event.eventId(), event.filedAt());
    requireNoFailure();
    try {
      // What becomes of it is asked when all were sent.
      Future<RecordMetadata> unused = producer.send(record, (sent, e) -> noteFailure(e));
    } catch (KafkaException e) {
      throw new SinkUnavailableException("cannot publish to " + topic + ": " + e.getMessage(), e);
    }
    published++;
  }

  private void noteFailure(@Nullable Exception e) {
    if (e != null) {
      failure = e;
    }
  }

  private void requireNoFailure() throws SinkUnavailableException {
    Exception failed = failure;
    if (failed != null) {
      throw new SinkUnavailableException(
          "not every event was published to " + topic + ": " + failed.getMessage(), failed);
    }
  }

  @Override
  public void finish() throws SinkUnavailableException {
    producer.flush();
    requireNoFailure();
  }

  @Override
  public String outcome() {
    return "published: " + published;
  }

  @Override
  public long refused() {
    return 0;
  }

  @Override
  public void close() {
    producer.close();
  }
}
