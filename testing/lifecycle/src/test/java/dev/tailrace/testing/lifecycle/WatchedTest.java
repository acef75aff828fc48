package dev.tailrace.testing.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tailrace.schemas.Category;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WatchedTest {
  private static final long DAY = TimeUnit.SECONDS.toNanos(2);

  @Test
  void isAsItShouldBeOnItsDaysAndTheTwoAfter() {
    Watched watched = new Watched(Expectation.of(Category.SECURITY_EVENTS), 0, DAY);

    assertThat(watched.look(90 * DAY - 1, "STANDARD")).isNull();
    assertThat(watched.look(92 * DAY, "GLACIER"))
        .isEqualTo("day 92: security-events is in Glacier");
    assertThat(watched.look(93 * DAY, "GLACIER")).isNull();
    assertThat(watched.done()).isFalse();
    assertThat(watched.look(365 * DAY, null)).isEqualTo("day 365: security-events is gone");

    assertThat(watched.done()).isTrue();
    assertThat(watched.failures()).isEmpty();
    assertThat(watched.row()).isEqualTo("| security-events | 90 | 92 | 365 | 365 |");
  }

  @Test
  void failsForWhatVanishesBeforeItsDay() {
    Watched watched = new Watched(Expectation.of(Category.SCHEDULER_EVENTS), 0, DAY);

    watched.look(14 * DAY - 1, null);

    assertThat(watched.failures())
        .containsExactly("scheduler-events: gone on day 13; should be from day 14 to 16");
  }

  @Test
  void failsForWhatStaysAndForWhatMovesUnasked() {
    Watched watched = new Watched(Expectation.of(Category.SYSTEM_ERRORS), 0, DAY);

    watched.look(93 * DAY, "GLACIER");

    assertThat(watched.failures())
        .containsExactly(
            "system-errors: in Glacier on day 93; should be never",
            "system-errors: gone on day never; should be from day 90 to 92");
  }

  @Test
  void failsForAStorageClassThatNobodyAskedFor() {
    Watched watched = new Watched(new Expectation("free", "free/", null, null), 0, DAY);

    watched.look(DAY, "STANDARD_IA");

    assertThat(watched.done()).isTrue();
    assertThat(watched.failures()).containsExactly("free was in storage class STANDARD_IA");
  }
}
