package dev.tailrace.testing.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code tailrace local}, as its user runs it. */
class LocalIT {
  @TempDir private Path directory;

  @Test
  void metricsAndStagesAgreeWithTheSimulatedPlatformAlsoAfterASecondStart() throws Exception {
    Map<String, String> ports = LocalPorts.choose();
    for (int start = 1; start <= 2; start++) {
      try (TailraceJvm local = local(ports, "--jobs", "150", "--rate", "50", "--until-idle")) {
        int exit = local.awaitExit(300);
        assertThat(local.printed())
            .contains("metrics: equal to what the simulated platform did", "All stages agree.")
            .doesNotContain("do not agree");
        assertThat(exit).isZero();
      }
    }
  }

  @Test
  void keepsEveryLineThroughStopsAndKills() throws Exception {
    Map<String, String> ports = LocalPorts.choose();
    Path logs = Files.createDirectories(directory.resolve("logs"));
    NumberedLines.append(logs, 0, 20_000);
    String files = logs.resolve("*.log").toString();
    try (TailraceJvm local = local(ports, "--file", files)) {
      awaitPrinted(local, "stored");
      local.stop();
    }
    NumberedLines.append(logs, 20_000, 30_000);
    try (TailraceJvm local = local(ports, "--file", files)) {
      awaitPrinted(local, "stored");
      local.kill();
    }
    try (TailraceJvm local = local(ports, "--file", files, "--until-idle")) {
      int exit = local.awaitExit(300);
      assertThat(local.printed())
          .contains("All stages agree.")
          .containsPattern("read and acknowledged +30000");
      assertThat(exit).isZero();
    }
  }

  @Test
  void storesWhateverALineHolds() throws Exception {
    Path file = directory.resolve("nasty.log");
    Files.write(file, nastyLines());
    try (TailraceJvm local =
        local(LocalPorts.choose(), "--file", file.toString(), "--until-idle")) {
      int exit = local.awaitExit(300);
      assertThat(local.printed())
          .contains("All stages agree.")
          .containsPattern("read and acknowledged +11");
      assertThat(exit).isZero();
    }
  }

  private static byte[] nastyLines() {
    List<byte[]> lines =
        List.of(
            utf8("not JSON"),
            utf8("{\"message\": \"half"),
            new byte[] {'b', 'a', 'd', ' ', (byte) 0xff, (byte) 0xfe, (byte) 0xc3},
            utf8(""),
            utf8("x".repeat(5_000_000)),
            utf8("nul \0 bytes \0"),
            new byte[1 << 20],
            utf8("{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000)),
            utf8(
                "{\"message\": \"<script>alert(1)</script>\", \"timestamp\": \"1970-01-01T00:00:00Z\"}"),
            utf8("{\"message\": \"later\", \"timestamp\": \"9999-12-31T23:59:59Z\"}"),
            utf8("the next line flows"));
    int size = lines.stream().mapToInt(line -> line.length + 1).sum();
    byte[] all = new byte[size];
    int at = 0;
    for (byte[] line : lines) {
      System.arraycopy(line, 0, all, at, line.length);
      all[at + line.length] = '\n';
      at += line.length + 1;
    }
    return all;
  }

  @Test
  void saysSoWhenThereIsNothingToRead() throws Exception {
    String missing = directory.resolve("no-such-*.log").toString();
    try (TailraceJvm local = local(LocalPorts.choose(), "--file", missing, "--until-idle")) {
      assertThat(local.awaitExit(120)).isEqualTo(1);
      assertThat(local.printed()).contains("Nothing was read: no file matches");
    }
  }

  @Test
  void namesThePortThatIsInUseBeforeAnythingStarts() throws Exception {
    Map<String, String> ports = LocalPorts.choose();
    try (ServerSocket taken = new ServerSocket(0)) {
      ports.put("9000", Integer.toString(taken.getLocalPort()));
      try (TailraceJvm local = local(ports, "--until-idle", "--jobs", "1")) {
        assertThat(local.awaitExit(60)).isEqualTo(1);
        assertThat(local.printed())
            .contains("Port " + taken.getLocalPort(), "S3", "in use")
            .doesNotContain("Exception", "started in");
      }
    }
  }

  @Test
  void aWrongConfigurationIsOneLineAndExitCode2() throws Exception {
    Path config =
        Files.writeString(directory.resolve("bad.yaml"), "kafka: {bootstrap-servers: nonsense}");
    try (TailraceJvm role =
        TailraceJvm.start(directory.resolve("out"), "pipeline", "--config", config.toString())) {
      assertThat(role.awaitExit(60)).isEqualTo(2);
      assertThat(role.printed().strip())
          .isEqualTo(
              "tailrace: kafka.bootstrap-servers 'nonsense': write host:port, several joined by commas");
    }
  }

  private TailraceJvm local(Map<String, String> ports, String... more) throws IOException {
    return LocalPorts.start(directory, ports, more);
  }

  private static void awaitPrinted(TailraceJvm process, String text) {
    await().atMost(Duration.ofMinutes(3)).until(() -> process.printed().contains(text));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
