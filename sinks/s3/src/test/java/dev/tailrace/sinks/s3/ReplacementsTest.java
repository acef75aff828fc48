package dev.tailrace.sinks.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tailrace.sinks.s3.ArchiveManifest.Replaced;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReplacementsTest {
  private static final ArchivedObject ONE = object("one", 0);
  private static final ArchivedObject TWO = object("two", 0);
  private static final ArchivedObject THREE = object("three", 0);

  @Test
  void anObjectCountsUntilAnotherHasTakenItsPlace() {
    ArchiveEntry merged = merged("merged", 1, ONE, TWO);

    assertThat(counting(List.of(ONE, TWO, THREE))).containsExactly(ONE, TWO, THREE);
    assertThat(counting(List.of(ONE, TWO, THREE, merged.object()), merged))
        .containsExactly(THREE, merged.object());
  }

  @Test
  void whatHasTheKeyOfAnOriginalAndAnotherLengthCounts() {
    ArchiveEntry merged = merged("merged", 1, ONE, TWO);
    ArchivedObject another = new ArchivedObject(ONE.key(), 11, at(5), "STANDARD");

    assertThat(counting(List.of(another, TWO), merged)).containsExactly(another);
  }

  @Test
  void ofMergedObjectsWithACommonOriginalTheOneThatWasStoredFirstCounts() {
    ArchiveEntry later = merged("a", 2, ONE, TWO);
    ArchiveEntry first = merged("b", 1, TWO, THREE);
    List<ArchivedObject> listed = List.of(ONE, TWO, THREE, later.object(), first.object());

    assertThat(counting(listed, later, first)).containsExactly(ONE, first.object());
  }

  @Test
  void ofThoseThatWereStoredAtTheSameTimeTheKeysDecide() {
    ArchiveEntry b = merged("b", 1, ONE, TWO);
    ArchiveEntry a = merged("a", 1, TWO, THREE);

    assertThat(counting(List.of(a.object(), b.object()), b, a)).containsExactly(a.object());
  }

  @Test
  void oneThatDoesNotCountReplacesNothing() {
    ArchiveEntry first = merged("a", 1, ONE, TWO);
    ArchiveEntry second = merged("b", 2, TWO, THREE);
    ArchiveEntry third = merged("c", 3, THREE, object("four", 0));

    assertThat(
            counting(
                List.of(THREE, first.object(), second.object(), third.object()),
                first,
                second,
                third))
        .containsExactly(first.object(), third.object());
  }

  @Test
  void oneWithoutAManifestCountsAndReplacesNothingThatIsKnown() {
    ArchiveEntry merged = merged("merged", 1, ONE, TWO);
    ArchiveEntry lost =
        new ArchiveEntry(merged.object(), merged.category(), merged.hour(), Optional.empty());

    assertThat(counting(List.of(ONE, merged.object()), lost)).containsExactly(ONE, merged.object());
  }

  private static List<ArchivedObject> counting(
      List<ArchivedObject> listed, ArchiveEntry... merged) {
    return Replacements.of(List.of(merged)).counting(listed);
  }

  private static ArchivedObject object(String key, int second) {
    return new ArchivedObject(key, 10, at(second), "STANDARD");
  }

  private static Instant at(int second) {
    return Records.FILED_AT.plusSeconds(second);
  }

  private static ArchiveEntry merged(String key, int second, ArchivedObject... originals) {
    ArchiveManifest manifest =
        new ArchiveManifest(
            key,
            10,
            0,
            0,
            1,
            at(0),
            at(0),
            List.of(),
            true,
            Arrays.stream(originals).map(it -> new Replaced(it.key(), it.size())).toList());
    return new ArchiveEntry(object(key, second), Records.CATEGORY, at(0), Optional.of(manifest));
  }
}
