package dev.tailrace.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SinksBenchmarkIT {
  @TempDir private Path directory;

  @Test
  void measuresEachSinkBesideALoopAndEndsInRatios() throws Exception {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    try (PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8)) {
      assertThat(new SinksBenchmark(directory, 2_000_000, 1, out).run())
          .allMatch(ratio -> ratio.median() > 0)
          .extracting(Ratio::name)
          .startsWith("s3/consume-zstd-cpu", "elasticsearch/consume-cpu");
    }
    assertThat(printed.toString(StandardCharsets.UTF_8))
        .contains("run 1    consume ", "run 1    consume-zstd", "run 1    s3", "run 1    elastic")
        .containsPattern("RATIO s3/consume-zstd-cpu( \\d+\\.\\d\\d){3}\n");
  }
}
