package dev.tailrace.testing.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real process of the sinks is killed fifty times while it stores, most often within a cut. */
class KilledSinksIT {
  private static final int KILLS = 50;
  private static final long SEED = 7;

  /** From the moment it is ready; a cold process takes half of it to store its first cut. */
  private static final int LONGEST_MILLIS = 1_500;

  private final Random random = new Random(SEED);

  @TempDir private Path directory;

  @Test
  void everyEventIsStoredOnceThoughTheProcessIsKilledFiftyTimes() throws Exception {
    try (SinkGroup group = new SinkGroup(directory);
        EventWriter writer = EventWriter.start(group.kafka(), "written")) {
      SinksProcess sinks =
          group.process("killed", SinksProcess.SMALL_CUTS, SinkGroup.ELASTICSEARCH, SinkGroup.S3);
      sinks.start();
      sinks.awaitReady();
      sinks.stop(); // leaves its classes for those that are killed
      int within = 0;
      Set<String> interrupted = new HashSet<>();
      for (int kill = 0; kill < KILLS; kill++) {
        sinks.start();
        sinks.awaitReady();
        sinks.killAfter(random.nextInt(LONGEST_MILLIS));
        List<String> announced = group.announced();
        within += announced.isEmpty() ? 0 : 1;
        interrupted.addAll(announced);
      }
      System.out.printf(
          "%d of %d kills fell within a cut; %d cuts were interrupted%n",
          within, KILLS, interrupted.size());

      sinks.start();
      List<String> written = writer.end().stream().sorted().toList();
      group.awaitDrained(SinkGroup.ELASTICSEARCH, SinkGroup.S3);
      sinks.stop();

      assertThat(interrupted).as("cuts that were interrupted, seed %d", SEED).isNotEmpty();
      assertThat(group.objects()).isNotEmpty();
      assertThat(group.inS3()).as("events in S3, seed %d", SEED).isEqualTo(written);
      assertThat(group.inElasticsearch(written.size()))
          .as("events in Elasticsearch, seed %d", SEED)
          .isEqualTo(written);
    }
  }
}
