package dev.tailrace.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CategoryTest {
  /** The table of the specification, in hours, with the tiers that follow from it. */
  @ParameterizedTest
  @CsvSource({
    "job-execution,    720,  168, true,  ",
    "scheduler-events, 336,  168, true,  ",
    "runner-lifecycle, 336,  168, true,  ",
    "security-events,  8760, 168, true,  2160",
    "system-errors,    2160, 168, true,  ",
    "debug-traces,     24,   24,  false, ",
  })
  void keepsEventsAsLongAsTheTableSays(
      String id, long retention, long hot, boolean archived, Long glacier) {
    Category category = Category.byId(id).orElseThrow();

    assertThat(category.retention()).isEqualTo(Duration.ofHours(retention));
    assertThat(category.hotRetention()).isEqualTo(Duration.ofHours(hot));
    assertThat(category.archived()).isEqualTo(archived);
    assertThat(category.glacierAfter())
        .isEqualTo(Optional.ofNullable(glacier).map(Duration::ofHours));
  }

  @ParameterizedTest
  @EnumSource
  void namesFollowFromTheId(Category category) {
    assertThat(category.indexPrefix()).isEqualTo("tailrace-" + category.id() + "-");
    assertThat(category.archivePrefix()).isEqualTo(category.id() + "/");
    assertThat(Topics.of(category).name()).isEqualTo("logs." + category.id());
    assertThat(Category.byId(category.id())).contains(category);
  }

  @Test
  void tableHasSixRows() {
    assertThat(Category.values()).hasSize(6);
    assertThat(Category.byId("gossip")).isEmpty();
  }
}
