package dev.tailrace.testing.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real CI logs, where they lie beside the project: every line comes out of both stores. */
class RealLogsIT {
  private static final Path DATA = ProjectRoot.find().resolve("../shared/data").normalize();

  @TempDir private Path directory;

  @Test
  void storesEveryLineOfGitHubActionsLogs() throws Exception {
    Path logs = DATA.resolve("gha-pytorch/fixtures");
    storesEveryLine(List.of(logs.resolve("*.txt"), logs.resolve("classify/*.txt")));
  }

  @Test
  void storesEveryLineOfTaskclusterLogs() throws Exception {
    Path logs = DATA.resolve("taskcluster-mozilla/logs");
    storesEveryLine(List.of(logs.resolve("*.log"), logs.resolve("*.gz")));
  }

  private void storesEveryLine(List<Path> globs) throws Exception {
    assumeTrue(Files.isDirectory(DATA), DATA + " is not there");
    long lines = 0;
    List<String> arguments = new ArrayList<>(List.of("--authority", "job", "--until-idle"));
    for (Path glob : globs) {
      lines += countLines(glob);
      arguments.addAll(List.of("--file", glob.toString()));
    }
    try (TailraceJvm local =
        LocalPorts.start(directory, LocalPorts.choose(), arguments.toArray(String[]::new))) {
      int exit = local.awaitExit(540);
      assertThat(local.printed())
          .contains("All stages agree.")
          .containsPattern("documents +" + lines + " ")
          .containsPattern("archived lines +" + lines + " ");
      assertThat(exit).isZero();
    }
  }

  private static long countLines(Path glob) throws IOException {
    long lines = 0;
    try (var files = Files.newDirectoryStream(glob.getParent(), glob.getFileName().toString())) {
      for (Path file : files) {
        lines += linesOf(file);
      }
    }
    return lines;
  }

  /** Newlines, and one more where the last line has none. */
  private static long linesOf(Path file) throws IOException {
    try (InputStream raw = Files.newInputStream(file);
        InputStream in = file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw) {
      long lines = 0;
      int last = '\n';
      byte[] buffer = new byte[1 << 16];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        for (int i = 0; i < n; i++) {
          last = buffer[i];
          lines += last == '\n' ? 1 : 0;
        }
      }
      return last == '\n' ? lines : lines + 1;
    }
  }
}
