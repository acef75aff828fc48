package dev.tailrace.testing.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tailrace.testing.child.ServerStartException;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedServersIT {
  @TempDir Path directory;

  @Test
  void startsAndClosesAllThreeAndTellsHowLongEachTook() throws Exception {
    List<String> progress = new CopyOnWriteArrayList<>();
    ProcessHandle elasticsearch;
    ProcessHandle s3;
    try (EmbeddedServers servers =
        EmbeddedServers.start(directory, Ports.free(), "archive", progress::add)) {
      assertThat(new KafkaProbe(servers.kafka().bootstrapServers()).clusterId()).isNotBlank();
      assertThat(Http.send("GET", servers.elasticsearch().url()).statusCode()).isEqualTo(200);
      assertThat(Http.send("GET", servers.s3().url() + "/archive").statusCode()).isEqualTo(200);
      elasticsearch = servers.elasticsearch().process();
      s3 = servers.s3().process();
    }

    assertThat(progress)
        .hasSize(3)
        .allMatch(line -> line.matches("(Kafka|Elasticsearch|S3) started in \\d+\\.\\d s"));
    assertThat(elasticsearch.isAlive()).isFalse();
    assertThat(s3.isAlive()).isFalse();
  }

  @Test
  void startsNothingWhenAPortIsInUse() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Ports ports = new Ports(0, 0, taken.getLocalPort());

      assertThatThrownBy(() -> EmbeddedServers.start(directory, ports, "archive", line -> {}))
          .isInstanceOf(ServerStartException.class)
          .hasMessageContaining("S3")
          .hasMessageContaining(Integer.toString(taken.getLocalPort()));
    }
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void closesTheOthersWhenOneFails() throws IOException {
    Files.createDirectories(directory.resolve("elasticsearch"));
    Files.createFile(directory.resolve("elasticsearch").resolve("data"));
    List<String> progress = new CopyOnWriteArrayList<>();

    assertThatThrownBy(
            () -> EmbeddedServers.start(directory, Ports.free(), "archive", progress::add))
        .isInstanceOf(ServerStartException.class)
        .hasMessageContaining("Elasticsearch");

    assertThat(progress).as("the others had started").hasSize(2);
    assertThat(ProcessHandle.current().children().filter(ProcessHandle::isAlive)).isEmpty();
  }

  @Test
  void leavesNoChildBehindWhenItsProcessIsKilledAndStartsOnTheSameFolderAtOnce() throws Exception {
    Process owner = TestJvm.launch(ServersOwner.class, directory);
    try (BufferedReader output = owner.inputReader()) {
      ProcessHandle elasticsearch = child(output.readLine());
      ProcessHandle s3 = child(output.readLine());

      owner.destroyForcibly().waitFor();

      try (EmbeddedServers again =
          EmbeddedServers.start(directory, Ports.free(), "archive", line -> {})) {
        await().atMost(Duration.ofSeconds(1)).until(() -> !elasticsearch.isAlive());
        await().atMost(Duration.ofSeconds(1)).until(() -> !s3.isAlive());
        assertThat(again.elasticsearch().process().isAlive()).isTrue();
      }
    } finally {
      owner.destroyForcibly();
    }
  }

  private static ProcessHandle child(String pid) {
    return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
  }
}
