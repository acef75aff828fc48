package dev.tailrace.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class RedactionBenchmarkTest {

  @Test
  void measuresTextWithoutSecretsAndEndsInRatioAndSpeed() {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    try (PrintStream out = new PrintStream(printed, true, UTF_8)) {
      Ratio ratio = new RedactionBenchmark(2_000_000, 1, out).run();

      assertThat(ratio.median()).isPositive();
      assertThat(printed.toString(UTF_8).lines())
          .anySatisfy(line -> assertThat(line).startsWith("run 1").contains("re2j"))
          .anySatisfy(line -> assertThat(line).startsWith("RATIO redaction/scan-cpu "))
          .last()
          .asString()
          .matches("redaction: \\d+ MB/s a core");
    }
  }
}
