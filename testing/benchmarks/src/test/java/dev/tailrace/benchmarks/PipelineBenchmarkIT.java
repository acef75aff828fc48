package dev.tailrace.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PipelineBenchmarkIT {
  private static final String NUMBERS = "( \\d+\\.\\d\\d){3}";

  @TempDir private Path directory;

  @Test
  void measuresBothTopologiesAndEndsInTheRatio() throws Exception {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    try (PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8)) {
      List<Ratio> ratios = new PipelineBenchmark(directory, 2_000_000, 1, out).run();

      assertThat(ratios).hasSize(2).allMatch(ratio -> ratio.median() > 0);
      assertThat(printed.toString(StandardCharsets.UTF_8).lines())
          .anySatisfy(
              line -> assertThat(line).startsWith("run 1").contains("copy", "CPU-s/GB", "MB/s"))
          .anySatisfy(line -> assertThat(line).startsWith("run 1").contains("pipeline"))
          .anySatisfy(line -> assertThat(line).matches("RATIO pipeline/copy" + NUMBERS))
          .last()
          .asString()
          .matches("RATIO pipeline-text/copy" + NUMBERS);
    }
  }
}
