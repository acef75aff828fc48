package dev.tailrace.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PipelineBenchmarkIT {
  @TempDir private Path directory;

  @Test
  void measuresBothTopologiesAndEndsInTheRatio() throws Exception {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    try (PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8)) {
      Ratio ratio = new PipelineBenchmark(directory, 2_000_000, 1, out).run();

      assertThat(ratio.median()).isPositive();
      assertThat(printed.toString(StandardCharsets.UTF_8).lines())
          .anySatisfy(
              line -> assertThat(line).startsWith("run 1").contains("copy", "CPU-s/GB", "MB/s"))
          .anySatisfy(line -> assertThat(line).startsWith("run 1").contains("pipeline"))
          .last()
          .asString()
          .matches("RATIO pipeline/copy \\d+\\.\\d\\d \\d+\\.\\d\\d \\d+\\.\\d\\d");
    }
  }
}
