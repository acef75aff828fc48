package dev.tailrace.testing.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaClusterIT {
  @TempDir Path directory;

  @Test
  void takesAndGivesRecordsThoughANodeIsKilled() throws Exception {
    try (EmbeddedKafkaCluster kafka = EmbeddedKafkaCluster.start(directory, 3)) {
      KafkaProbe probe = new KafkaProbe(kafka.bootstrapServers());
      probe.createTopic();
      probe.sendInTransaction(KafkaProbe.bytes("before"));

      kafka.kill(1);

      probe.sendInTransaction(KafkaProbe.bytes("after"));
      assertThat(probe.readAsGroup(2))
          .containsExactly(KafkaProbe.bytes("before"), KafkaProbe.bytes("after"));
    }
  }
}
