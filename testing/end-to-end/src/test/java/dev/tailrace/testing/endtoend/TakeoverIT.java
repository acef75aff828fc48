package dev.tailrace.testing.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tailrace.testing.embedded.EmbeddedKafka;
import dev.tailrace.testing.embedded.EmbeddedKafkaCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What comes out of the pipeline does not depend on who processes it, nor on what is lost. */
class TakeoverIT {
  private static final int KILLS = 4;
  private static final int LINES = 100_000;
  private static final int AT_A_TIME = 300;

  /** So many lines show that an instance is at work. */
  private static final int AT_WORK = 1_000;

  private final JobLogs logs = new JobLogs(Instant.now().truncatedTo(ChronoUnit.SECONDS));

  @TempDir private Path directory;
  private int sent;

  @Test
  void twoInstancesOfWhichOneIsKilledAgainAndAgainGiveWhatAQuietRunGives() throws Exception {
    PipelineOutput output;
    try (EmbeddedKafkaCluster kafka = EmbeddedKafkaCluster.start(directory.resolve("kafka"), 3);
        PipelineGroup group =
            new PipelineGroup(directory.resolve("group"), kafka.bootstrapServers(), 3)) {
      group.start("steady");
      sendWhileOneIsKilled(group);
      output = finished(group);
    }

    assertThat(output.eventIds()).doesNotHaveDuplicates();
    assertThat(output.duplicates()).as("lines taken for ones sent again").isZero();
    assertSame(output, quietRun());
  }

  private void sendWhileOneIsKilled(PipelineGroup group) throws Exception {
    List<ProducerRecord<byte[], byte[]>> lines = logs.lines(LINES);
    for (int kill = 0; kill < KILLS; kill++) {
      PipelineInstance victim = group.start("victim");
      await()
          .atMost(Duration.ofMinutes(1))
          .pollInterval(Duration.ofMillis(100))
          .until(
              () -> {
                group.send(lines.subList(sent, sent + AT_A_TIME));
                sent += AT_A_TIME;
                return victim.consumed() >= AT_WORK;
              });
      victim.kill();
    }
  }

  @Test
  void stateThatIsDeletedIsRestoredAndLinesThatAreSentAgainAreDropped() throws Exception {
    sent = LINES / 10;
    int before = sent / 2;
    PipelineOutput output;
    try (EmbeddedKafka kafka = EmbeddedKafka.start(directory.resolve("kafka"), 0);
        PipelineGroup group =
            new PipelineGroup(directory.resolve("group"), kafka.bootstrapServers(), 1)) {
      PipelineInstance pipeline = group.start("pipeline");
      group.send(logs.lines(before));
      group.awaitProcessed();
      pipeline.stop();
      delete(pipeline.state());

      group.start("pipeline");
      group.send(logs.lines(sent));
      output = finished(group);
    }

    assertThat(output.duplicates()).as("lines that came again").isEqualTo(before);
    assertSame(output.withoutDuplicates(), quietRun());
  }

  private PipelineOutput finished(PipelineGroup group) throws Exception {
    group.send(logs.ends(sent));
    group.awaitProcessed();
    group.awaitJudged(JobLogs.JOBS);
    return PipelineOutput.read(group.kafka());
  }

  private PipelineOutput quietRun() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start(directory.resolve("quiet-kafka"), 0);
        PipelineGroup group =
            new PipelineGroup(directory.resolve("quiet-group"), kafka.bootstrapServers(), 1)) {
      group.start("pipeline");
      group.send(logs.lines(sent));
      return finished(group);
    }
  }

  private void assertSame(PipelineOutput output, PipelineOutput quiet) {
    assertThat(quiet.eventIds()).hasSize(sent + 3 * JobLogs.JOBS).doesNotHaveDuplicates();
    assertThat(output.eventIds()).isEqualTo(quiet.eventIds());
    assertThat(output.logs()).isEqualTo(quiet.logs());
    assertThat(output.events()).hasSize(3 * JobLogs.JOBS).isEqualTo(quiet.events());
    assertThat(output.sources()).isEqualTo(quiet.sources());
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
