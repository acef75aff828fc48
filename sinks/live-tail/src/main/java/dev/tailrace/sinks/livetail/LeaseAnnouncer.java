package dev.tailrace.sinks.livetail;

import dev.tailrace.platform.kafka.KafkaConfig;
import dev.tailrace.schemas.TailInterest;
import dev.tailrace.schemas.Topics;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes leases to {@link Topics#TAIL_INTEREST}, in a thread of its own: if Kafka does not answer,
 * those who watch still see what comes.
 */
final class LeaseAnnouncer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LeaseAnnouncer.class);
  private static final Duration TICK = Duration.ofSeconds(1);
  private static final Duration CLOSE = Duration.ofSeconds(5);

  private final Leases leases;
  private final Supplier<Producer<String, byte[]>> producers;
  private final Clock clock;
  private final LongAdder failures = new LongAdder();
  private final Thread thread = new Thread(this::run, "live-tail-leases");
  private volatile boolean closing;

  /**
   * @param producers makes a producer; asked again if one cannot be made or breaks
   */
  LeaseAnnouncer(Leases leases, Supplier<Producer<String, byte[]>> producers, Clock clock) {
    this.leases = leases;
    this.producers = producers;
    this.clock = clock;
    thread.setDaemon(true);
  }

  static LeaseAnnouncer to(KafkaConfig kafka, Leases leases) {
    Map<String, Object> properties = kafka.clientProperties("tailrace-live-tail-leases");
    properties.put(ProducerConfig.ACKS_CONFIG, "all");
    properties.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000);
    properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
    properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 10_000);
    return new LeaseAnnouncer(
        leases,
        () -> new KafkaProducer<>(properties, new StringSerializer(), new ByteArraySerializer()),
        Clock.systemUTC());
  }

  void start() {
    thread.start();
  }

  /** How many leases, renewals and ends could not be written. */
  long failures() {
    return failures.sum();
  }

  private void run() {
    while (!closing) {
      try {
        announce();
      } catch (InterruptedException | org.apache.kafka.common.errors.InterruptException e) {
        return;
      } catch (RuntimeException e) {
        failures.increment();
        LOG.atWarn().setCause(e).log("leases of the live tail cannot be written; trying again");
      }
    }
  }

  private void announce() throws InterruptedException {
    leases.awaitChange(TICK);
    Producer<String, byte[]> producer = producers.get();
    try {
      while (!closing) {
        send(producer, leases.due(clock.instant()));
        leases.awaitChange(TICK);
      }
      send(producer, leases.endAll());
    } finally {
      producer.close(CLOSE);
    }
  }

  private void send(Producer<String, byte[]> producer, List<Leases.Change> changes) {
    for (Leases.Change change : changes) {
      try {
        send(producer, change);
      } catch (RuntimeException e) {
        leases.failed(change);
        throw e;
      }
    }
  }

  private void send(Producer<String, byte[]> producer, Leases.Change change) {
    TailInterest lease = change.lease();
    var unused =
        producer.send(
            new ProducerRecord<>(
                Topics.TAIL_INTEREST.name(), change.key(), lease == null ? null : lease.toJson()),
            (metadata, failure) -> {
              if (failure != null) {
                failures.increment();
                leases.failed(change);
                LOG.atWarn().setCause(failure).log("a lease of the live tail was not written");
              }
            });
  }

  /** Ends all leases, and itself within ten seconds. */
  @Override
  public void close() {
    closing = true;
    leases.wake();
    try {
      thread.join(TimeUnit.SECONDS.toMillis(10));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (thread.isAlive()) {
      thread.interrupt();
    }
  }
}
