package dev.tailrace.testing.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code tailrace local}, as its user runs it. */
class LocalIT {
  private static final List<String> PORT_OPTIONS =
      List.of(
          "--kafka-port",
          "--elasticsearch-port",
          "--s3-port",
          "--live-tail-port",
          "--management-port");

  @TempDir private Path directory;

  @Test
  void metricsAndStagesAgreeWithTheSimulatedPlatformAlsoAfterASecondStart() throws Exception {
    List<Integer> ports = freePorts();
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
    List<Integer> ports = freePorts();
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
      assertThat(local.printed()).contains("All stages agree.").containsPattern("read and acknowledged +30000");
      assertThat(exit).isZero();
    }
  }

  @Test
  void storesWhateverALineHolds() throws Exception {
    Path file = directory.resolve("nasty.log");
    Files.write(file, nastyLines());
    try (TailraceJvm local = local(freePorts(), "--file", file.toString(), "--until-idle")) {
      int exit = local.awaitExit(300);
      assertThat(local.printed()).contains("All stages agree.").containsPattern("read and acknowledged +11");
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
            utf8("{\"message\": \"<script>alert(1)</script>\", \"timestamp\": \"1970-01-01T00:00:00Z\"}"),
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
  void namesThePortThatIsInUseBeforeAnythingStarts() throws Exception {
    List<Integer> ports = freePorts();
    try (ServerSocket taken = new ServerSocket(0)) {
      ports.set(2, taken.getLocalPort());
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
    Path config = Files.writeString(directory.resolve("bad.yaml"), "kafka: {bootstrap-servers: nonsense}");
    try (TailraceJvm role = TailraceJvm.start(directory.resolve("out"), "pipeline", "--config", config.toString())) {
      assertThat(role.awaitExit(60)).isEqualTo(2);
      assertThat(role.printed().strip())
          .isEqualTo(
              "tailrace: kafka.bootstrap-servers 'nonsense': write host:port, several joined by commas");
    }
  }

  private TailraceJvm local(List<Integer> ports, String... more) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("local"));
    for (int i = 0; i < PORT_OPTIONS.size(); i++) {
      arguments.addAll(List.of(PORT_OPTIONS.get(i), ports.get(i).toString()));
    }
    arguments.addAll(List.of("--data-dir", directory.resolve("data").toString()));
    arguments.addAll(List.of(more));
    Path output = Files.createTempFile(directory, "local", ".out");
    return TailraceJvm.start(output, arguments.toArray(String[]::new));
  }

  private static void awaitPrinted(TailraceJvm process, String text) {
    org.awaitility.Awaitility.await()
        .atMost(java.time.Duration.ofMinutes(3))
        .until(() -> process.printed().contains(text));
  }

  private static List<Integer> freePorts() throws IOException {
    List<ServerSocket> sockets = new ArrayList<>();
    for (int i = 0; i < PORT_OPTIONS.size(); i++) {
      sockets.add(new ServerSocket(0));
    }
    List<Integer> ports = new ArrayList<>();
    for (ServerSocket socket : sockets) {
      ports.add(socket.getLocalPort());
      socket.close();
    }
    return ports;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
