package dev.tailrace.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The script {@code tailrace}, which sees the widest class path of the project: this module's. */
class LauncherIT {

  @Test
  void offersEveryCommandOfACheckout() throws Exception {
    assertThat(run(0, "--help")).contains("local", "bench", "tail", "agent", "pipeline");
  }

  @Test
  void passesArgumentsAndExitCodesOn() throws Exception {
    assertThat(run(2, "bench", "no such benchmark")).contains("'no such benchmark': known are");
  }

  @Test
  void measuresTheAgentThatItStarts() throws Exception {
    assertThat(run(0, "bench", "agent", "--megabytes", "3", "--runs", "1"))
        .contains("5000 files open")
        .containsPattern("run 1 +agent +[0-9.]+ CPU-s/GB");
  }

  @Test
  void measuresFormatsInJvmsOfTheirOwn() throws Exception {
    assertThat(run(0, "bench", "parser", "--runs", "1"))
        .containsPattern("parseAndWrite +SCHEMA +[0-9]+ ns/op.* [0-9]+ bytes/op");
  }

  private static String run(int expected, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(root().resolve("tailrace").toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("TAILRACE_BUILD", "never");
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process process = builder.start();
    try {
      String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).as(printed).isEqualTo(expected);
      return printed;
    } finally {
      process.destroyForcibly();
    }
  }

  private static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("mvnw"))) {
      folder = folder.getParent();
    }
    return folder;
  }
}
