package dev.tailrace.parser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceIdsTest {
  @Test
  void takesHexadecimalDigits() {
    assertThat(TraceIds.spanId("00F067AA0BA902B7")).isEqualTo("00f067aa0ba902b7");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0000000000000000",
        "00f067aa0ba902b",
        "00f067aa0ba902b7a",
        "00f067aa0ba902bg",
        "00f067aa0ba902b\uff11"
      })
  void refusesAnythingElse(String text) {
    assertThat(TraceIds.spanId(text)).isNull();
    assertThat(TraceIds.traceId(text)).isNull();
  }
}
