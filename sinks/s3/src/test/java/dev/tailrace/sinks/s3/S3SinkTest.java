package dev.tailrace.sinks.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tailrace.schemas.Category;
import dev.tailrace.schemas.Topics;
import dev.tailrace.sinks.core.Sink.Moment;
import dev.tailrace.sinks.s3.Faults.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.junit.jupiter.api.Test;

class S3SinkTest {
  private static final String KEY =
      "job-execution/dt=2026-11-23/hour=%02d/logs.job-execution-%d-%020d.ndjson.zst";

  private final Archive archive = new Archive();

  @Test
  void readsTheTopicsOfArchivedCategories() {
    assertThat(S3Sink.topics())
        .contains(Topics.of(Category.SECURITY_EVENTS).name())
        .doesNotContain(Topics.of(Category.DEBUG_TRACES).name());
  }

  @Test
  void waitsUntilTheFirstRecordIsOldEnough() {
    append(0, 3);
    archive.fetchAll();
    archive.pass(Archive.INTERVAL.minusSeconds(1));
    archive.write(Moment.DUE);
    assertThat(archive.store.keys()).isEmpty();

    archive.pass(Duration.ofSeconds(1));
    archive.write(Moment.DUE);

    assertThat(archive.store.keys()).containsExactly(key(7, 0, 0));
    assertCommitted(0, 3, "");
  }

  @Test
  void storesALargeCutAtOnceAndTakesNoMoreUntilThen() {
    append(0, 4000);
    append(1, 3);
    archive.fetchAll();
    assertThat(archive.full()).isTrue();

    archive.write(Moment.DUE);

    assertThat(archive.full()).isFalse();
    assertThat(archive.store.keys()).containsExactly(key(7, 0, 0));
  }

  @Test
  void storesTheLargestCutFirstWhenMemoryRunsOut() {
    for (int hour = 0; hour < 12; hour++) {
      archive.logs.get(1).append(Records.FILED_AT.plus(Duration.ofHours(hour)));
    }
    append(0, 1);
    archive.fetchAll();

    archive.write(Moment.DUE);

    assertThat(archive.store.keys()).hasSize(12).allMatch(key -> key.contains("job-execution-1-"));
    assertThat(archive.committed).doesNotContainKey(Records.partition(0));
  }

  @Test
  void filesEachHourInAnObjectOfItsOwn() {
    archive.logs.get(0).append(Instant.parse("2026-11-23T07:59:59.999Z"));
    archive.logs.get(0).append(Instant.parse("2026-11-23T08:00:00Z"));
    archive.fetchAll();

    archive.write(Moment.LAST);

    assertThat(archive.store.keys()).containsExactly(key(7, 0, 0), key(8, 0, 0));
  }

  @Test
  void startsTheNextCutWhereTheLastOneEndedPastTheMarker() {
    append(0, 2);
    archive.logs.get(0).appendMarker();
    archive.fetchAll();
    archive.write(Moment.LAST);
    append(0, 1);
    archive.fetchAll();
    archive.write(Moment.LAST);

    assertThat(archive.store.keys()).containsExactly(key(7, 0, 0), key(7, 0, 3));
    assertCommitted(0, 4, "");
  }

  @Test
  void commitsMarkersThatHaveNoRecordsBeforeThem() {
    archive.logs.get(0).appendMarker();
    archive.fetchAll();

    archive.write(Moment.DUE);

    assertCommitted(0, 1, "");
    assertThat(archive.store.keys()).isEmpty();
  }

  @Test
  void announcesACutBeforeItStoresAnything() {
    append(0, 5);
    archive.fetchAll();
    archive.faults.plan(Fault.REFUSED, 1); // the first call is the commit of the intent

    archive.write(Moment.LAST);

    assertThat(archive.store.keys()).isEmpty();
    assertCommitted(0, 0, "cut:2:5:zstd");
  }

  @Test
  void keepsToTheAnnouncedCutWhenMoreRecordsCome() {
    append(0, 5);
    archive.fetchAll();
    archive.faults.plan(Fault.REFUSED, 1);
    archive.write(Moment.LAST);
    append(0, 2);
    archive.fetchAll();

    archive.write(Moment.DUE);

    assertThat(archive.store.lines()).hasSize(5);
    assertCommitted(0, 5, "");
    assertThat(archive.settled()).isEqualTo(5);
  }

  @Test
  void repeatsTheAnnouncedCutAfterACrash() {
    append(0, 5);
    archive.fetchAll();
    archive.faults.plan(Fault.CRASH_AFTER, 1); // stored, not committed
    archive.write(Moment.LAST);
    List<String> keys = archive.store.keys();
    append(0, 2);

    archive.fetchAll();
    archive.write(Moment.DUE);

    assertThat(archive.store.keys()).isEqualTo(keys).hasSize(1);
    assertThat(archive.store.lines()).hasSize(5);
    assertCommitted(0, 5, "");
  }

  @Test
  void repeatsTheAnnouncedCutAsItWasCompressedThoughTheConfigurationChanged() {
    append(0, 5);
    archive.fetchAll();
    archive.faults.plan(Fault.CRASH_AFTER, 1); // stored, not committed
    archive.write(Moment.LAST);
    List<String> keys = archive.store.keys();

    archive.restartWith(Compression.GZIP);
    append(0, 2);
    archive.fetchAll();
    archive.write(Moment.LAST);

    assertThat(archive.store.keys())
        .containsExactly(keys.get(0), key(7, 0, 5).replace(".zst", ".gz"));
    assertThat(archive.store.lines()).hasSize(7);
    assertCommitted(0, 7, "");
  }

  @Test
  void repeatsACutThatWasAnnouncedWhenThereWasOnlyZstd() {
    append(0, 5);
    archive.committed.put(Records.partition(0), new OffsetAndMetadata(0, "cut:1:3"));
    archive.restartWith(Compression.GZIP);
    archive.fetchAll();

    archive.write(Moment.LAST);

    assertThat(archive.store.keys())
        .containsExactly(key(7, 0, 0), key(7, 0, 3).replace(".zst", ".gz"));
    assertCommitted(0, 5, "");
  }

  @Test
  void repeatsTheSameManifestAfterACrash() {
    append(0, 5);
    archive.fetchAll();
    archive.faults.plan(Fault.CRASH_AFTER, 2); // described, not committed
    archive.write(Moment.LAST);
    List<String> described = archive.store.described();
    append(0, 2);

    archive.fetchAll();
    archive.write(Moment.DUE);

    assertThat(archive.store.described()).isEqualTo(described).containsExactly(key(7, 0, 0));
    assertCommitted(0, 5, "");
  }

  @Test
  void completesNoCutWhoseManifestIsMissing() {
    append(0, 5);
    archive.fetchAll();
    archive.faults.plan(Fault.REFUSED, 2);

    archive.write(Moment.LAST);

    assertThat(archive.store.keys()).hasSize(1);
    assertThat(archive.store.described()).isEmpty();
    assertCommitted(0, 0, "cut:2:5:zstd");
    archive.write(Moment.DUE);
    assertThat(archive.store.described()).containsExactly(key(7, 0, 0));
    assertCommitted(0, 5, "");
  }

  @Test
  void doesNotStoreAnUnfinishedRepetition() {
    append(0, 5);
    archive.fetchAll();
    archive.faults.plan(Fault.CRASH_AFTER, 0);
    archive.write(Moment.LAST);

    archive.fetch(0, 3, false);
    archive.pass(Archive.INTERVAL);
    archive.write(Moment.LAST);

    assertThat(archive.store.keys()).isEmpty();
    assertCommitted(0, 0, "cut:2:5:zstd");
  }

  @Test
  void leavesWhatIsBufferedToTheNextStartIfToldSo() {
    Archive patient = new Archive(false);
    patient.logs.get(0).append(Records.FILED_AT);
    patient.fetchAll();

    patient.write(Moment.LAST);

    assertThat(patient.store.keys()).isEmpty();
    assertThat(patient.committed).isEmpty();
  }

  @Test
  void forgetsWhatBelongsToAnother() {
    append(0, 5);
    archive.fetchAll();
    archive.reassign(0);

    archive.write(Moment.LAST);

    assertThat(archive.store.keys()).isEmpty();
    assertThat(archive.committed).isEmpty();
  }

  @Test
  void startsOverWhenTheTopicWasMadeAnew() {
    archive.committed.put(Records.partition(0), new OffsetAndMetadata(1000, "cut:2:1010:gzip"));
    archive.restart();
    archive.logs.get(0).seek(0); // as the consumer does when the offset is out of range
    append(0, 2);
    archive.fetchAll();

    archive.write(Moment.LAST);

    assertThat(archive.store.keys()).containsExactly(key(7, 0, 0));
    assertCommitted(0, 2, "");
  }

  @Test
  void refusesARecordThatItHasAlready() {
    append(0, 2);
    archive.fetchAll();
    archive.logs.get(0).seek(1);

    assertThatThrownBy(archive::fetchAll)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("logs.job-execution-0");
  }

  private void append(int partition, int count) {
    for (int i = 0; i < count; i++) {
      archive.logs.get(partition).append(Records.FILED_AT);
    }
  }

  private void assertCommitted(int partition, long offset, String metadata) {
    assertThat(archive.committed)
        .containsEntry(Records.partition(partition), new OffsetAndMetadata(offset, metadata));
  }

  private static String key(int hour, int partition, long offset) {
    return KEY.formatted(hour, partition, offset);
  }
}
