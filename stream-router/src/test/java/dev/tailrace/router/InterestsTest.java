package dev.tailrace.router;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tailrace.schemas.LogEvent;
import dev.tailrace.schemas.TailInterest;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class InterestsTest {
  private static final Instant NOW = Events.OBSERVED;
  private static final LogEvent LINE =
      Events.platform(
          "text", Map.of("repository", "acme/web", "run_id", "run-1", "job_id", "job-1"));

  private final Interests interests = new Interests(3, Clock.fixed(NOW, ZoneOffset.UTC));

  private void watch(
      String watcher, @Nullable String repository, @Nullable String run, @Nullable String job) {
    interests.put(watcher, new TailInterest(repository, run, job, NOW.plusSeconds(60)));
  }

  @Test
  void nobodyWatchesAtFirst() {
    assertThat(interests.watch(LINE)).isFalse();
  }

  @Test
  void aLineIsWatchedByItsJobItsRunOrItsRepository() {
    watch("a", null, null, "job-1");
    assertThat(interests.watch(LINE)).isTrue();
    interests.put("a", null);
    assertThat(interests.watch(LINE)).isFalse();
    watch("a", null, "run-1", null);
    assertThat(interests.watch(LINE)).isTrue();
    watch("a", "acme/web", null, null);
    assertThat(interests.watch(LINE)).isTrue();
    watch("a", null, null, null);
    assertThat(interests.watch(LINE)).isTrue();
  }

  @Test
  void allThatALeaseAsksForHasToHold() {
    watch("a", "acme/other", "run-1", null);

    assertThat(interests.watch(LINE)).isFalse();
  }

  @Test
  void aLeaseEnds() {
    interests.put("a", new TailInterest(null, "run-1", null, NOW));

    assertThat(interests.watch(LINE)).isFalse();
    watch("b", null, "run-2", null);
    assertThat(interests.count()).isEqualTo(1);
  }

  @Test
  void theOldestLeavesWhenThereAreTooMany() {
    watch("a", null, "run-1", null);
    watch("b", null, "run-2", null);
    watch("c", null, "run-3", null);
    watch("d", null, "run-4", null);

    assertThat(interests.count()).isEqualTo(3);
    assertThat(interests.watch(LINE)).isFalse();
  }

  @Test
  void aLeaseIsReadAsItWasWritten() {
    TailInterest lease = new TailInterest("acme/web", null, "job-1", NOW);

    assertThat(TailInterest.fromJson(lease.toJson())).isEqualTo(lease);
  }
}
