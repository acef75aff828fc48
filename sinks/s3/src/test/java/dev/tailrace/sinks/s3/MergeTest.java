package dev.tailrace.sinks.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tailrace.sinks.s3.ArchiveManifest.Replaced;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MergeTest {
  private static final ObjectGroup HOUR =
      ObjectGroup.of(Records.CATEGORY, Records.FILED_AT.toEpochMilli());
  private static final ArchiveManifest ONE =
      original(0, 100, 5, 7, "2026-11-23T07:10:00Z", "2026-11-23T07:40:00Z", List.of("a/z"), true);
  private static final ArchiveManifest OTHER =
      original(1, 30, 2, 90, "2026-11-23T07:20:00Z", "2026-11-23T07:50:00Z", List.of("a/b"), true);

  @Test
  void hasWhatItsOriginalsHaveTogether() {
    ArchiveManifest merged = new Merge(HOUR, List.of(ONE, OTHER)).manifest();

    assertThat(merged)
        .isEqualTo(
            new ArchiveManifest(
                merged.key(),
                130,
                2,
                90,
                6,
                Instant.parse("2026-11-23T07:10:00Z"),
                Instant.parse("2026-11-23T07:50:00Z"),
                List.of("a/b", "a/z"),
                true,
                List.of(new Replaced(ONE.key(), 100), new Replaced(OTHER.key(), 30))));
    assertThat(ObjectGroup.isMerged(merged.key())).isTrue();
  }

  @Test
  void isNamedAfterItsOriginalsAndTheirLengths() {
    ArchiveManifest longer =
        original(1, 31, 2, 90, "2026-11-23T07:20:00Z", "2026-11-23T07:50:00Z", List.of(), true);
    String key = new Merge(HOUR, List.of(ONE, OTHER)).manifest().key();

    assertThat(new Merge(HOUR, List.of(ONE, OTHER)).manifest().key()).isEqualTo(key);
    assertThat(new Merge(HOUR, List.of(ONE, longer)).manifest().key()).isNotEqualTo(key);
  }

  @Test
  void listsNoMoreRepositoriesThanAManifestMay() {
    List<String> many = IntStream.range(0, 1_000).mapToObj("a/r%04d"::formatted).toList();
    ArchiveManifest full =
        original(1, 30, 2, 90, "2026-11-23T07:20:00Z", "2026-11-23T07:50:00Z", many, true);
    ArchiveManifest merged = new Merge(HOUR, List.of(ONE, full)).manifest();

    assertThat(merged.repositories()).isEqualTo(many);
    assertThat(merged.repositoriesComplete()).isFalse();
  }

  @Test
  void doesNotClaimToKnowRepositoriesThatAnOriginalDoesNotList() {
    ArchiveManifest partial =
        original(1, 30, 2, 90, "2026-11-23T07:20:00Z", "2026-11-23T07:50:00Z", List.of(), false);

    assertThat(new Merge(HOUR, List.of(ONE, partial)).manifest().repositoriesComplete()).isFalse();
  }

  @Test
  void takesTwoAtLeast() {
    assertThatThrownBy(() -> new Merge(HOUR, List.of(ONE)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** Of three records. */
  private static ArchiveManifest original(
      int partition,
      long bytes,
      long firstOffset,
      long lastOffset,
      String oldest,
      String newest,
      List<String> repositories,
      boolean complete) {
    return new ArchiveManifest(
        HOUR.key(Records.partition(partition), firstOffset, Compression.ZSTD),
        bytes,
        firstOffset,
        lastOffset,
        3,
        Instant.parse(oldest),
        Instant.parse(newest),
        repositories,
        complete);
  }
}
