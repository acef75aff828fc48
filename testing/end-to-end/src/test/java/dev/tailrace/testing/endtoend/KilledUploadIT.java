package dev.tailrace.testing.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tailrace.schemas.Category;
import dev.tailrace.schemas.LogEvent;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real process is killed while it uploads a large object in parts. */
class KilledUploadIT {
  private static final int KILLS = 5;
  private static final long SEED = 7;

  /** Two thirds of what such an upload takes at least. */
  private static final int LONGEST_MILLIS = 400;

  private static final String LARGE_CUTS = "object-size: 24MiB, flush-interval: 1h";

  private static final String LAST_CUTS = "object-size: 24MiB, flush-interval: 1s";

  /** More than a large cut, compressed. */
  private static final int EVENTS_A_LIFE = 40;

  private static final int EVENT_BYTES = 700 << 10;

  private final Random random = new Random(SEED);
  private final List<String> written = new ArrayList<>();

  @TempDir private Path directory;

  @Test
  void leavesNeitherHalfAnObjectNorAnUnfinishedUpload() throws Exception {
    try (SinkGroup group = new SinkGroup(directory);
        LineSender sender = new LineSender(group.kafka())) {
      SinksProcess sink = group.process("killed", LARGE_CUTS, SinkGroup.S3);
      int left = 0;
      for (int kill = 0; kill < KILLS; kill++) {
        sender.send(events());
        Set<String> before = group.unfinishedUploads();
        sink.start();
        group.patiently().until(group::unfinishedUploads, now -> !before.containsAll(now));
        sink.killAfter(random.nextInt(LONGEST_MILLIS));
        left += group.unfinishedUploads().isEmpty() ? 0 : 1;
      }
      System.out.printf("%d of %d kills left an upload unfinished%n", left, KILLS);

      SinksProcess last = group.process("killed", LAST_CUTS, SinkGroup.S3);
      last.start();
      group.awaitDrained(SinkGroup.S3);
      last.stop();

      assertThat(left).as("uploads that were interrupted, seed %d", SEED).isPositive();
      assertThat(group.objects()).isNotEmpty();
      assertThat(group.inS3()).as("events in S3, seed %d", SEED).isEqualTo(written);
      assertThat(group.unfinishedUploads()).isEmpty();
    }
  }

  /** Random text, which is not made much smaller, all of one hour and in one partition. */
  private List<ProducerRecord<byte[], byte[]>> events() {
    Instant hour = Instant.parse("2026-11-23T07:00:00Z");
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (int i = 0; i < EVENTS_A_LIFE; i++) {
      byte[] bytes = new byte[EVENT_BYTES];
      random.nextBytes(bytes);
      String text = Base64.getEncoder().encodeToString(bytes);
      LogEvent event =
          EventWriter.event(Category.SECURITY_EVENTS, "large", written.size(), hour, text);
      written.add(event.eventId());
      records.add(EventWriter.record(event, 0));
    }
    return records;
  }
}
