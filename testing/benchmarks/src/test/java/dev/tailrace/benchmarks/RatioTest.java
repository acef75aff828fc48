package dev.tailrace.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RatioTest {

  @Test
  void takesTheMiddleOfAnOddNumberOfPairs() {
    assertThat(Ratio.of("a/b", List.of(3.0, 1.0, 2.0)).line())
        .isEqualTo("RATIO a/b 2.00 1.00 3.00");
  }

  @Test
  void takesTheMeanOfTheTwoInTheMiddle() {
    assertThat(Ratio.of("a/b", List.of(4.0, 1.0, 2.0, 3.0)).line())
        .isEqualTo("RATIO a/b 2.50 1.00 4.00");
  }
}
