package dev.tailrace.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CensusTest {

  @Test
  void agreesWhenEveryLineIsStoredOnceOrIsADeadLetter() {
    assertThat(new Census(100, 100, 98, 2, 98, 90, 90).agrees()).isTrue();
  }

  @Test
  void agreesThoughLinesWereSentTwice() {
    assertThat(new Census(100, 130, 100, 0, 100, 100, 100).agrees()).isTrue();
  }

  @Test
  void disagreesWhenALineIsMissingOrDoubledAnywhere() {
    assertThat(new Census(100, 99, 100, 0, 100, 100, 100).agrees()).isFalse();
    assertThat(new Census(100, 100, 99, 0, 99, 99, 99).agrees()).isFalse();
    assertThat(new Census(100, 100, 101, 0, 101, 101, 101).agrees()).isFalse();
    assertThat(new Census(100, 100, 100, 0, 99, 100, 100).agrees()).isFalse();
    assertThat(new Census(100, 100, 100, 0, 100, 100, 99).agrees()).isFalse();
    assertThat(new Census(100, 100, 100, 0, 100, 100, 101).agrees()).isFalse();
  }

  @Test
  void tableHasARowForEachStage() {
    assertThat(new Census(12345, 12345, 12345, 0, 12345, 12000, 12000).table())
        .hasSize(7)
        .anySatisfy(row -> assertThat(row).contains("sink-elasticsearch", "12345"))
        .anySatisfy(row -> assertThat(row).contains("sink-s3", "12000"));
  }
}
