package dev.tailrace.testing.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tailrace.testing.child.ServerStartException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaIT {
  @TempDir Path directory;

  @Test
  void keepsClusterIdAndRecordsOverARestartOnTheSamePort() throws Exception {
    String clusterId;
    int port;
    try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, 0)) {
      KafkaProbe probe = new KafkaProbe(kafka.bootstrapServers());
      probe.createTopic();
      probe.sendInTransaction(KafkaProbe.bytes("kept"));
      assertThat(probe.readAsGroup(1)).containsExactly(KafkaProbe.bytes("kept"));
      clusterId = probe.clusterId();
      port = kafka.port();
      Loopback.assertOnlyThere(port);
    }

    try (EmbeddedKafka again = EmbeddedKafka.start(directory, port)) {
      KafkaProbe probe = new KafkaProbe(again.bootstrapServers());
      assertThat(probe.clusterId()).isEqualTo(clusterId);
      assertThat(probe.readAsGroup(1)).containsExactly(KafkaProbe.bytes("kept"));
    }
  }

  @Test
  void takesRecordsOfEightMebibytes() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, 0)) {
      KafkaProbe probe = new KafkaProbe(kafka.bootstrapServers());
      probe.createTopic();
      probe.sendInTransaction(new byte[8 * 1024 * 1024]);

      assertThat(probe.readAsGroup(1))
          .singleElement()
          .satisfies(it -> assertThat(it).hasSize(8388608));
    }
  }

  @Test
  void findsItsRecordsAgainAfterTheProcessWasKilled() throws Exception {
    Process owner = KafkaOwner.launch(directory);
    try (BufferedReader output = owner.inputReader()) {
      int port = Integer.parseInt(output.readLine());
      KafkaProbe probe = new KafkaProbe("127.0.0.1:" + port);
      probe.createTopic();
      probe.sendInTransaction(KafkaProbe.bytes("survivor"));

      owner.destroyForcibly().waitFor();

      try (EmbeddedKafka again = EmbeddedKafka.start(directory, port)) {
        assertThat(new KafkaProbe(again.bootstrapServers()).readAsGroup(1))
            .containsExactly(KafkaProbe.bytes("survivor"));
      }
    } finally {
      owner.destroyForcibly();
    }
  }

  @Test
  void runsInAChild() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.startInChild(directory, 0)) {
      KafkaProbe probe = new KafkaProbe(kafka.bootstrapServers());
      probe.createTopic();
      probe.sendInTransaction(KafkaProbe.bytes("far away"));

      assertThat(probe.readAsGroup(1)).containsExactly(KafkaProbe.bytes("far away"));
    }
  }

  @Test
  void namesTheFolderThatItCannotUse() throws IOException {
    Path file = Files.createFile(directory.resolve("file"));

    assertThatThrownBy(() -> EmbeddedKafka.start(file, 0))
        .isInstanceOf(ServerStartException.class)
        .hasMessageContaining("Kafka")
        .hasMessageContaining(file.toString());
  }
}
