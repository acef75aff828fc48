package dev.tailrace.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class CiTraceTest {
  @Test
  void idsAreTheHashesOfTheNames() {
    // printf '7/1' | sha256sum; printf '7/1\n7/1' | sha256sum; printf '7/1\n8' | ...
    assertThat(CiTrace.run("7", 1).traceparent())
        .isEqualTo("00-d3d2f5798ea0625e5aadfd88a48abffb-8c3ed49292c9d392-01");
    assertThat(CiTrace.job("7", 1, "8").traceparent())
        .isEqualTo("00-d3d2f5798ea0625e5aadfd88a48abffb-24ab2054fb75c35b-01");
    assertThat(CiTrace.step("7", 1, "8", 2).traceparent())
        .isEqualTo("00-d3d2f5798ea0625e5aadfd88a48abffb-3ebb082e2c331e7b-01");
  }

  @Test
  void jobsAndStepsAreSpansOfTheirRunsTrace() {
    String trace = CiTrace.run("7", 2).traceId();

    assertThat(CiTrace.job("7", 2, "8").traceId()).isEqualTo(trace);
    assertThat(CiTrace.step("7", 2, "8", 1).traceId()).isEqualTo(trace);
    assertThat(CiTrace.run("7", 1).traceId()).isNotEqualTo(trace);
  }

  @Test
  void anAttemptIsANumberOrItsDigits() {
    assertThat(CiTrace.attempt(3)).isEqualTo(3);
    assertThat(CiTrace.attempt("03")).isEqualTo(3);
    for (Object none : new Object[] {"", "x", "-1", "9".repeat(19), true}) {
      assertThat(CiTrace.attempt(none)).isEqualTo(1);
    }
    assertThat(CiTrace.attempt(null)).isEqualTo(1);
  }
}
