package dev.tailrace.sinks.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tailrace.schemas.Category;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ReplayIndexTest {
  private static final DayIndex DAY =
      DayIndex.of(Category.SECURITY_EVENTS, Instant.parse("2026-03-01T12:00:00Z"));

  @Test
  void isNamedByCategoryAndDay() {
    ReplayIndex index = new ReplayIndex(DAY);

    assertThat(index.name()).isEqualTo("tailrace-replay-security-events-2026.03.01");
    assertThat(ReplayIndex.parse(index.name())).contains(index);
  }

  @Test
  void isNoDayIndexAndADayIndexIsNone() {
    assertThat(DayIndex.parse(new ReplayIndex(DAY).name())).isEmpty();
    assertThat(ReplayIndex.parse(DAY.name())).isEmpty();
    assertThat(ReplayIndex.parse("tailrace-replay-other-2026.03.01")).isEmpty();
  }

  @Test
  void expiresSevenDaysAfterItsCreation() {
    Instant created = Instant.parse("2026-11-20T10:00:00Z");

    assertThat(ReplayIndex.expired(created, Instant.parse("2026-11-27T10:00:00Z"))).isFalse();
    assertThat(ReplayIndex.expired(created, Instant.parse("2026-11-27T10:00:01Z"))).isTrue();
  }
}
