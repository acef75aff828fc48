package dev.tailrace.testing.endtoend;

import dev.tailrace.platform.kafka.KafkaConfig;
import dev.tailrace.schemas.Authority;
import dev.tailrace.schemas.Category;
import dev.tailrace.schemas.Level;
import dev.tailrace.schemas.LogEvent;
import dev.tailrace.schemas.LogEventJson;
import dev.tailrace.schemas.Source;
import dev.tailrace.schemas.TailraceHeaders;
import dev.tailrace.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Writes events to the topics of two categories as the router does, in transactions, until it is
 * told to end. Each partition gets events of two hours. Every fifth transaction is taken back.
 */
final class EventWriter implements AutoCloseable {
  static final List<Category> CATEGORIES =
      List.of(Category.JOB_EXECUTION, Category.SECURITY_EVENTS);

  private static final int EVENTS_A_TRANSACTION = 12;
  private static final int ABORT_EVERY = 5;
  private static final long PAUSE_MILLIS = 25;

  private final String source;
  private final Instant now = Instant.now();
  private final int partitions;
  private final KafkaProducer<byte[], byte[]> producer;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final CompletableFuture<List<String>> written = new CompletableFuture<>();
  private int sent;

  private EventWriter(KafkaConfig kafka, String source) {
    this.source = source;
    partitions = kafka.partitions();
    Map<String, Object> properties = kafka.clientProperties("test-router");
    properties.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "test-router");
    producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /**
   * @param source of which the events are; begins with the first
   */
  static EventWriter start(KafkaConfig kafka, String source) {
    EventWriter writer = new EventWriter(kafka, source);
    Thread thread = new Thread(writer::write, "event-writer");
    thread.setDaemon(true);
    thread.start();
    return writer;
  }

  /** Ends, and returns the ids of the events that were committed. */
  List<String> end() throws InterruptedException, ExecutionException, TimeoutException {
    ended.countDown();
    return written.get(1, TimeUnit.MINUTES);
  }

  private void write() {
    try {
      List<String> committed = new ArrayList<>();
      producer.initTransactions();
      for (int round = 1; !ended.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS); round++) {
        producer.beginTransaction();
        List<String> ids = send();
        if (round % ABORT_EVERY == 0) {
          producer.flush();
          producer.abortTransaction();
        } else {
          producer.commitTransaction();
          committed.addAll(ids);
        }
      }
      written.complete(committed);
    } catch (InterruptedException | RuntimeException e) {
      written.completeExceptionally(e);
    }
  }

  private List<String> send() {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < EVENTS_A_TRANSACTION; i++) {
      int number = sent++;
      Category category = CATEGORIES.get(number % CATEGORIES.size());
      Instant time = now.minus(Duration.ofHours(number / 6 % 2));
      LogEvent event = event(category, source, number, time, "event " + number);
      ids.add(event.eventId());
      int partition = number / CATEGORIES.size() % partitions;
      var unused = producer.send(record(event, partition)); // the commit fails if it did
    }
    return ids;
  }

  /** An event of which nothing else matters. */
  static LogEvent event(
      Category category, String source, long offset, Instant time, String message) {
    return new LogEvent(
        time,
        time,
        Level.INFO,
        "runner",
        null,
        null,
        message,
        category,
        new Source(source, offset, "host-1", "/var/log/a.log", Authority.PLATFORM),
        List.of(),
        Map.of());
  }

  /** An event as the router writes it. */
  static ProducerRecord<byte[], byte[]> record(LogEvent event, int partition) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(
            Topics.of(event.category()).name(),
            partition,
            event.source().id().getBytes(StandardCharsets.UTF_8),
            LogEventJson.write(event));
    TailraceHeaders.addFiling(record.headers(), event.eventId(), event.filedAt());
    return record;
  }

  @Override
  public void close() {
    ended.countDown();
    producer.close(Duration.ZERO);
  }
}
