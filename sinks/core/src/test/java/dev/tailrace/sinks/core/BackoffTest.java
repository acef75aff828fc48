package dev.tailrace.sinks.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BackoffTest {
  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
  private final Backoff backoff = new Backoff(nanos::get, new Random(1));

  @Test
  void doesNotWaitBeforeAnythingFailed() {
    assertThat(backoff.waiting()).isFalse();
  }

  @Test
  void waitsDoubleUpToFifteenSeconds() {
    for (long millis :
        new long[] {100, 200, 400, 800, 1_600, 3_200, 6_400, 12_800, 15_000, 15_000}) {
      backoff.failed(0);

      assertThat(Duration.ofNanos(backoff.remainingNanos()))
          .isBetween(Duration.ofMillis(millis / 2), Duration.ofMillis(millis));
    }
  }

  @Test
  void waitEndsWithTime() {
    backoff.failed(0);
    assertThat(backoff.waiting()).isTrue();

    nanos.addAndGet(Duration.ofMillis(100).toNanos());

    assertThat(backoff.waiting()).isFalse();
  }

  @Test
  void successMakesTheNextWaitShort() {
    for (int i = 0; i < 8; i++) {
      backoff.failed(0);
    }
    backoff.succeeded();
    assertThat(backoff.waiting()).isFalse();

    backoff.failed(0);

    assertThat(backoff.remainingNanos()).isLessThanOrEqualTo(Duration.ofMillis(100).toNanos());
  }

  @Test
  void whatWasDoneInBetweenMakesTheNextWaitShort() {
    for (int i = 0; i < 8; i++) {
      backoff.failed(7);
    }
    assertThat(backoff.remainingNanos()).isGreaterThan(Duration.ofSeconds(5).toNanos());

    backoff.failed(8);

    assertThat(backoff.remainingNanos()).isLessThanOrEqualTo(Duration.ofMillis(100).toNanos());
  }
}
