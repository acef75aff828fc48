package dev.tailrace.sinks.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Somebody who reads an archive slowly: lists it a page, and after some changes another, and then
 * reads what was listed at any time before originals are deleted.
 */
final class Look {
  private final Archive archive;
  private final Instant until;
  private final String firstPageEnds;
  private final List<ArchivedObject> listed;
  private final Set<String> atLeast;
  private Set<String> atMost = Set.of();
  private int changesUntilSecondPage;

  /**
   * @param share where the first page ends, from 0 to 1
   */
  Look(Archive archive, double share, int changesBetween, Duration grace) {
    this.archive = archive;
    this.until = archive.now().plus(grace);
    this.atLeast = archive.store.archived();
    List<ArchivedObject> all = archive.store.listed();
    this.listed = new ArrayList<>(all.subList(0, (int) (share * all.size())));
    this.firstPageEnds = listed.isEmpty() ? "" : listed.get(listed.size() - 1).key();
    this.changesUntilSecondPage = changesBetween;
    if (changesBetween == 0) {
      listTheRest();
    }
  }

  /** To be called after each change of the archive. */
  void check() {
    if (archive.now().isBefore(until)) {
      if (--changesUntilSecondPage == 0) {
        listTheRest();
      }
      if (changesUntilSecondPage <= 0) {
        assertEachOnce();
      }
    }
  }

  private void listTheRest() {
    archive.store.listed().stream()
        .filter(object -> object.key().compareTo(firstPageEnds) > 0)
        .forEach(listed::add);
    atMost = archive.store.archived();
  }

  private void assertEachOnce() {
    List<String> read =
        archive.store.lines(Replacements.counting(listed, archive.store::described));
    Set<String> different = new HashSet<>(read);
    assertThat(read).hasSameSizeAs(different);
    assertThat(different).containsAll(atLeast);
    assertThat(atMost).containsAll(different);
  }
}
