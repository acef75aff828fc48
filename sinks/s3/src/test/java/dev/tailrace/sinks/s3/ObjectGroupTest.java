package dev.tailrace.sinks.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tailrace.schemas.Category;
import java.time.Instant;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectGroupTest {

  @ParameterizedTest
  @CsvSource({
    "2026-11-23T07:00:00.000Z, 2026-11-23, 7",
    "2026-11-23T07:59:59.999Z, 2026-11-23, 7",
    "2026-11-23T23:59:59.999Z, 2026-11-23, 23",
    "2026-11-24T00:00:00.000Z, 2026-11-24, 0",
    "2024-02-29T12:30:00.000Z, 2024-02-29, 12",
    "1969-12-31T23:59:59.999Z, 1969-12-31, 23"
  })
  void filesByTheHourInUtc(Instant filedAt, String date, int hour) {
    assertThat(ObjectGroup.of(Category.SYSTEM_ERRORS, filedAt.toEpochMilli()))
        .isEqualTo(new ObjectGroup(Category.SYSTEM_ERRORS, date, hour));
  }

  @ParameterizedTest
  @CsvSource({"ZSTD, .ndjson.zst", "GZIP, .ndjson.gz"})
  void namesAnObjectByItsHourPartitionCutAndCompression(Compression compression, String end) {
    ObjectGroup group = new ObjectGroup(Category.JOB_EXECUTION, "2026-11-23", 7);

    assertThat(group.key(new TopicPartition("logs.job-execution", 3), 1234, compression))
        .isEqualTo(
            "job-execution/dt=2026-11-23/hour=07/"
                + "logs.job-execution-3-00000000000000001234"
                + end);
  }

  @ParameterizedTest
  @EnumSource
  void isReadFromAKey(Compression compression) {
    ObjectGroup group = new ObjectGroup(Category.SYSTEM_ERRORS, "2026-11-23", 7);

    assertThat(ObjectGroup.ofKey(group.key(Records.partition(0), 5, compression))).contains(group);
    assertThat(group.start()).isEqualTo(Instant.parse("2026-11-23T07:00:00Z"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "manifests/system-errors/dt=2026-11-23/hour=07/a-0-1.json",
        "manifests/system-errors/dt=2026-11-23/hour=07/a-0-1.ndjson.zst",
        "other/dt=2026-11-23/hour=07/a-0-1.ndjson.zst",
        "system-errors/dt=2026-02-30/hour=07/a-0-1.ndjson.zst",
        "system-errors/dt=2026-11-23/hour=24/a-0-1.ndjson.zst",
        "system-errors/dt=2026-11-23/hour=07/a-0-1.txt",
        "system-errors/a.ndjson.zst"
      })
  void isNotReadFromOtherKeys(String key) {
    assertThat(ObjectGroup.ofKey(key)).isEmpty();
  }

  @Test
  void namesSortAsOffsetsDo() {
    ObjectGroup group = new ObjectGroup(Category.JOB_EXECUTION, "2026-11-23", 7);
    TopicPartition partition = Records.partition(0);

    assertThat(key(group, partition, 9)).isLessThan(key(group, partition, 10));
    assertThat(key(group, partition, 10)).isLessThan(key(group, partition, Long.MAX_VALUE));
  }

  private static String key(ObjectGroup group, TopicPartition partition, long cutStart) {
    return group.key(partition, cutStart, Compression.ZSTD);
  }

  @Test
  void tellsMergedObjectsFromCutsAndFromWhatOthersStored() {
    ObjectGroup group = ObjectGroup.of(Records.CATEGORY, Records.FILED_AT.toEpochMilli());
    String cut = group.key(Records.partition(12), 345, Compression.GZIP);
    String merged = group.mergedKey("0123456789abcdef".repeat(2), Compression.ZSTD);

    assertThat(group.partitionOf(cut)).contains(Records.partition(12));
    assertThat(group.partitionOf(merged)).isEmpty();
    assertThat(group.partitionOf(cut.replace("hour=07", "hour=08"))).isEmpty();
    assertThat(group.partitionOf(cut.replace("logs.", "my-logs."))).isEmpty();
    assertThat(group.partitionOf(cut.replace("-00000000000000000345", "-345"))).isEmpty();
    assertThat(ObjectGroup.isMerged(merged)).isTrue();
    assertThat(ObjectGroup.isMerged(cut)).isFalse();
    assertThat(ObjectGroup.isMerged("manifests/" + merged + ".json")).isFalse();
    assertThat(ObjectGroup.isMerged(merged.replace("0123", "ours"))).isFalse();
    assertThat(cut).isLessThan(merged);
  }
}
