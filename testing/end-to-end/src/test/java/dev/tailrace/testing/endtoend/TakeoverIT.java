package dev.tailrace.testing.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tailrace.testing.embedded.EmbeddedKafka;
import dev.tailrace.testing.embedded.EmbeddedKafkaCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What comes out of the pipeline does not depend on who processes it, nor on what is lost. */
class TakeoverIT {
  private static final int KILLS = 3;
  private static final int AT_A_TIME = 200;

  /** So many lines show that an instance is at work. */
  private static final int AT_WORK = 500;

  private final Instant began = Instant.now().truncatedTo(ChronoUnit.SECONDS);

  @TempDir private Path directory;

  @Test
  void twoInstancesOfWhichOneIsKilledAgainAndAgainGiveWhatAQuietRunGives() throws Exception {
    JobLogs logs = new JobLogs(began);
    PipelineOutput output;
    try (EmbeddedKafkaCluster kafka = EmbeddedKafkaCluster.start(directory.resolve("kafka"), 3);
        PipelineGroup group =
            new PipelineGroup(directory.resolve("group"), kafka.bootstrapServers(), 3)) {
      group.start("steady");
      for (int kill = 0; kill < KILLS; kill++) {
        PipelineInstance victim = group.start("victim");
        sendUntilAtWork(victim, logs, group);
        victim.kill();
      }
      output = finished(logs, group);
    }

    assertThat(output.duplicates()).as("lines taken for ones sent again").isZero();
    assertSame(output, quietRun(logs.given()));
  }

  private static void sendUntilAtWork(
      PipelineInstance instance, JobLogs logs, PipelineGroup group) {
    group
        .patiently()
        .until(
            () -> {
              group.send(logs.next(AT_A_TIME));
              return instance.consumed() >= AT_WORK;
            });
  }

  @Test
  void stateThatIsDeletedIsRestoredAndLinesThatAreSentAgainAreDropped() throws Exception {
    int lines = 10_000;
    JobLogs again = new JobLogs(began);
    PipelineOutput output;
    try (EmbeddedKafka kafka = EmbeddedKafka.start(directory.resolve("kafka"), 0);
        PipelineGroup group =
            new PipelineGroup(directory.resolve("group"), kafka.bootstrapServers(), 1)) {
      PipelineInstance pipeline = group.start("pipeline");
      group.send(new JobLogs(began).next(lines / 2));
      group.awaitProcessed();
      pipeline.stop();
      delete(pipeline.state());

      group.start("pipeline");
      group.send(again.next(lines));
      output = finished(again, group);
    }

    assertThat(output.duplicates()).as("lines that came again").isEqualTo(lines / 2);
    assertSame(output, quietRun(lines));
  }

  private static PipelineOutput finished(JobLogs logs, PipelineGroup group) throws Exception {
    group.send(logs.ends());
    group.awaitProcessed();
    group.awaitJudged(JobLogs.JOBS);
    return PipelineOutput.read(group.kafka());
  }

  private PipelineOutput quietRun(int lines) throws Exception {
    JobLogs logs = new JobLogs(began);
    try (EmbeddedKafka kafka = EmbeddedKafka.start(directory.resolve("quiet-kafka"), 0);
        PipelineGroup group =
            new PipelineGroup(directory.resolve("quiet-group"), kafka.bootstrapServers(), 1)) {
      group.start("pipeline");
      group.send(logs.next(lines));
      PipelineOutput quiet = finished(logs, group);
      assertThat(quiet.eventIds()).hasSize(lines + JobLogs.ENDS).doesNotHaveDuplicates();
      return quiet;
    }
  }

  /** But for how often lines came, which the ledger counts. */
  private static void assertSame(PipelineOutput output, PipelineOutput quiet) {
    assertThat(output.eventIds()).isEqualTo(quiet.eventIds());
    assertThat(output.withoutDuplicates()).isEqualTo(quiet.withoutDuplicates());
    assertThat(output.events()).hasSize(3 * JobLogs.JOBS);
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
