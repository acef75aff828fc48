package dev.tailrace.parser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogfmtFormatTest {
  @Test
  void readsPairs() {
    assertThat(LogfmtFormat.read("level=info msg=\"it \\\"works\\\"\\n\" url=http://x/?a=b n= "))
        .isEqualTo(
            Map.of("level", "info", "msg", "it \"works\"\n", "url", "http://x/?a=b", "n", ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "level=info",
        "a=1 b=2",
        "set level=info and go",
        "level=info msg=\"no end",
        "level=info msg=\"a\"b",
        "level=info =x",
        "for (level=0; msg=1;)",
        "prefix level=info msg=x",
        ""
      })
  void leavesProseAlone(String line) {
    assertThat(LogfmtFormat.read(line)).isNull();
  }
}
