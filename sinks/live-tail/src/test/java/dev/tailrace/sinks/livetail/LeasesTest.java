package dev.tailrace.sinks.livetail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class LeasesTest {
  private static final Instant NOON = Instant.parse("2026-01-15T12:00:00Z");
  private static final Watched RUN = new Watched("org/repo", "run-1", null);
  private static final Watched JOB = new Watched(null, null, "job-1");

  private final Leases leases = new Leases(Duration.ofSeconds(60));

  @Test
  void announcesALeaseOnceForAllWhoWatchTheSame() {
    leases.acquire(RUN);
    leases.acquire(RUN);

    assertThat(leases.due(NOON))
        .extracting(Leases.Change::lease)
        .containsExactly(RUN.until(NOON.plusSeconds(60)));
    assertThat(leases.due(NOON)).isEmpty();
  }

  @Test
  void renewsItUnderTheSameKeyAfterAThird() {
    leases.acquire(RUN);
    List<Leases.Change> first = leases.due(NOON);

    assertThat(leases.due(NOON.plusSeconds(19))).isEmpty();
    assertThat(leases.due(NOON.plusSeconds(20)))
        .containsExactly(
            new Leases.Change(RUN, first.get(0).key(), RUN.until(NOON.plusSeconds(80))));
  }

  @Test
  void endsItWhenTheLastHasLeft() {
    leases.acquire(RUN);
    leases.acquire(RUN);
    leases.acquire(JOB);
    String key = keyOf(leases.due(NOON), RUN);

    leases.release(RUN);
    assertThat(leases.due(NOON)).isEmpty();
    leases.release(RUN);

    assertThat(leases.due(NOON)).containsExactly(new Leases.Change(RUN, key, null));
    assertThat(leases.due(NOON.plusSeconds(20)))
        .extracting(Leases.Change::watched)
        .containsExactly(JOB);
  }

  @Test
  void saysNothingOfAWatcherWhoLeftBeforeItWasAnnounced() {
    leases.acquire(RUN);
    leases.release(RUN);

    assertThat(leases.due(NOON)).isEmpty();
  }

  @Test
  void announcesAgainWhatFailed() {
    leases.acquire(RUN);
    List<Leases.Change> first = leases.due(NOON);

    leases.failed(first.get(0));

    assertThat(leases.due(NOON)).isEqualTo(first);
  }

  @Test
  void endsEvenALeaseOfWhichItIsNotKnownWhetherItWasWritten() {
    leases.acquire(RUN);
    Leases.Change first = leases.due(NOON).get(0);
    leases.failed(first);
    leases.release(RUN);

    assertThat(leases.due(NOON)).containsExactly(new Leases.Change(RUN, first.key(), null));
  }

  @Test
  void endsAllAtOnce() {
    leases.acquire(RUN);
    leases.acquire(JOB);
    leases.due(NOON);

    assertThat(leases.endAll()).hasSize(2).allMatch(change -> change.lease() == null);
    assertThat(leases.endAll()).isEmpty();
  }

  @Test
  void keepsTheKeysOfServersApart() {
    Leases other = new Leases(Duration.ofSeconds(60));
    leases.acquire(RUN);
    other.acquire(RUN);

    assertThat(keyOf(leases.due(NOON), RUN)).isNotEqualTo(keyOf(other.due(NOON), RUN));
  }

  @Test
  void tellsQueriesApartWhateverTheirText() {
    assertThat(new Watched("a, runId=b", null, null).id())
        .isNotEqualTo(new Watched("a", "b", null).id());
    assertThat(new Watched("a", null, null).id()).isNotEqualTo(new Watched(null, "a", null).id());
  }

  private static String keyOf(List<Leases.Change> changes, Watched watched) {
    return changes.stream()
        .filter(c -> c.watched().equals(watched))
        .findFirst()
        .orElseThrow()
        .key();
  }
}
