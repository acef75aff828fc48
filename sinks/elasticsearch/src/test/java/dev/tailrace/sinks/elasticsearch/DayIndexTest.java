package dev.tailrace.sinks.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tailrace.schemas.Category;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class DayIndexTest {
  @Test
  void namesAreReadBack() {
    for (Category category : Category.values()) {
      DayIndex index = DayIndex.of(category, Instant.parse("2026-12-31T23:00:00Z"));

      assertThat(DayIndex.parse(index.name())).contains(index);
    }
  }

  @Test
  void otherNamesAreNone() {
    assertThat(DayIndex.parse("tailrace-job-execution-2026.02.30")).isEmpty();
    assertThat(DayIndex.parse("tailrace-job-execution-2026.02.03-copy")).isEmpty();
    assertThat(DayIndex.parse("tailrace-other-2026.02.03")).isEmpty();
    assertThat(DayIndex.parse("logs-2026.02.03")).isEmpty();
  }

  @Test
  void expiresOnlyWhenTheLastEventOfTheDayHasBeenKeptLongEnough() {
    List<String> names =
        List.of(
            "tailrace-job-execution-2026.03.01",
            "tailrace-job-execution-2026.03.02",
            "tailrace-debug-traces-2026.03.07",
            "tailrace-debug-traces-2026.03.08",
            "somebody-elses-2020.01.01");

    // Seven days after the end of March 1st, and one after the end of March 7th.
    assertThat(HotSweeper.expired(names, Instant.parse("2026-03-09T00:00:00Z"))).isEmpty();
    assertThat(HotSweeper.expired(names, Instant.parse("2026-03-09T00:00:01Z")))
        .extracting(DayIndex::name)
        .containsExactly("tailrace-job-execution-2026.03.01", "tailrace-debug-traces-2026.03.07");
  }
}
