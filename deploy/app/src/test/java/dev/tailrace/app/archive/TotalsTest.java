package dev.tailrace.app.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class TotalsTest {

  @Test
  void addUp() {
    Instant early = Instant.parse("2026-11-23T07:00:00Z");
    Instant late = Instant.parse("2026-11-23T09:00:00Z");
    Totals one = new Totals(1, 100, 7, late, late);
    Totals other = new Totals(2, 201, 3, early, early);

    assertThat(one.plus(other)).isEqualTo(new Totals(3, 301, 10, early, late));
    assertThat(one.plus(other).meanSize()).isEqualTo(100);
  }
}
