package dev.tailrace.sinks.livetail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tailrace.schemas.TailInterest;
import dev.tailrace.schemas.Topics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class LeaseAnnouncerTest {
  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-01-15T12:00:00Z"), ZoneOffset.UTC);
  private static final Watched RUN = new Watched(null, "run-1", null);

  private final Leases leases = new Leases(Duration.ofSeconds(60));

  @Test
  void writesALeaseAtOnceAndItsEndWhenItCloses() {
    MockProducer<String, byte[]> producer = producer(true);
    try (LeaseAnnouncer announcer = new LeaseAnnouncer(leases, () -> producer, NOON)) {
      announcer.start();
      leases.acquire(RUN);
      await().untilAsserted(() -> assertThat(producer.history()).hasSize(1));
    }

    ProducerRecord<String, byte[]> lease = producer.history().get(0);
    ProducerRecord<String, byte[]> end = producer.history().get(1);
    assertThat(lease.topic()).isEqualTo(Topics.TAIL_INTEREST.name());
    assertThat(TailInterest.fromJson(lease.value()))
        .isEqualTo(RUN.until(NOON.instant().plusSeconds(60)));
    assertThat(end.key()).isEqualTo(lease.key());
    assertThat(end.value()).isNull();
    assertThat(producer.closed()).isTrue();
  }

  @Test
  void triesAgainWhenKafkaRefuses() {
    MockProducer<String, byte[]> producer = producer(false);
    try (LeaseAnnouncer announcer = new LeaseAnnouncer(leases, () -> producer, NOON)) {
      announcer.start();
      leases.acquire(RUN);
      await().until(() -> producer.errorNext(new TimeoutException("no answer")));

      await().untilAsserted(() -> assertThat(producer.history()).hasSize(2));
      assertThat(producer.history().get(1).value()).isEqualTo(producer.history().get(0).value());
      assertThat(announcer.failures()).isEqualTo(1);
    }
  }

  @Test
  void outlivesAProducerThatCannotBeMade() {
    MockProducer<String, byte[]> producer = producer(true);
    AtomicInteger attempts = new AtomicInteger();
    LeaseAnnouncer announcer =
        new LeaseAnnouncer(
            leases,
            () -> {
              if (attempts.incrementAndGet() < 2) {
                throw new KafkaException("no such host");
              }
              return producer;
            },
            NOON);
    try (announcer) {
      announcer.start();
      leases.acquire(RUN);
      await().untilAsserted(() -> assertThat(producer.history()).hasSize(1));
      assertThat(announcer.failures()).isEqualTo(1);
    }
  }

  private static MockProducer<String, byte[]> producer(boolean autoComplete) {
    return new MockProducer<>(
        autoComplete, null, new StringSerializer(), new ByteArraySerializer());
  }
}
