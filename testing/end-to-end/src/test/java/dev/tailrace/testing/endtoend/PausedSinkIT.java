package dev.tailrace.testing.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process stops within a cut, another takes over, and the first goes on where it was. */
class PausedSinkIT {
  private static final long SEED = 7;
  private static final int LONGEST_MILLIS = 300;

  @TempDir private Path directory;

  @Test
  void changesNothingThatItsSuccessorHasStored() throws Exception {
    Random random = new Random(SEED);
    try (SinkGroup group = new SinkGroup(directory)) {
      SinksProcess first = group.process("first", SinksProcess.SMALL_CUTS, SinkGroup.S3);
      SinksProcess second = group.process("second", SinksProcess.SMALL_CUTS, SinkGroup.S3);
      List<String> written = new ArrayList<>();
      try (EventWriter writer = EventWriter.start(group.kafka(), "before")) {
        first.start();
        first.awaitReady();
        first.pauseAfter(random.nextInt(LONGEST_MILLIS));
        while (group.announced().isEmpty()) {
          first.resume();
          first.pauseAfter(random.nextInt(LONGEST_MILLIS));
        }
        written.addAll(writer.end());
      }
      second.start();
      group.awaitDrained(SinkGroup.S3);
      Map<String, Instant> stored = group.objects();

      first.resume();
      try (EventWriter writer = EventWriter.start(group.kafka(), "later")) {
        first.awaitReady();
        group.awaitMembers(SinkGroup.S3, 2);
        written.addAll(writer.end());
      }
      group.awaitDrained(SinkGroup.S3);
      first.stop();
      second.stop();

      assertThat(group.objects()).containsAllEntriesOf(stored);
      assertThat(group.inS3()).isEqualTo(written.stream().sorted().toList());
    }
  }
}
