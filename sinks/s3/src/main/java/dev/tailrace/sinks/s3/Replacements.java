package dev.tailrace.sinks.s3;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.groupingBy;

import dev.tailrace.sinks.s3.ArchiveManifest.Replaced;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Says of objects that were merged, and of those that they were merged from, which count: an object
 * whose place another has taken does not. Of merged objects that have an original in common the one
 * that was stored first counts, and the others do not. So whatever several compactors merge at the
 * same time, each original is read once, by itself or in one merged object.
 */
final class Replacements {
  private final Set<Replaced> replaced = new HashSet<>();
  private final Set<String> outrun = new HashSet<>();

  private Replacements() {}

  /**
   * @param merged all merged objects of the hours in question. One without a manifest replaces
   *     nothing that is known, and counts.
   */
  static Replacements of(List<ArchiveEntry> merged) {
    Replacements replacements = new Replacements();
    merged.stream()
        .sorted(
            comparing((ArchiveEntry entry) -> entry.object().storedAt())
                .thenComparing(entry -> entry.object().key()))
        .forEach(replacements::add);
    return replacements;
  }

  /**
   * Those of a listing's objects that count, in their order. Asks for the manifests of merged
   * objects, but not of one that is all there is of its hour, as most are in the end.
   *
   * @param listed hours as a whole
   * @param describe finds the manifests of objects, after they were listed
   */
  static List<ArchivedObject> counting(
      List<ArchivedObject> listed, Function<List<ArchivedObject>, List<ArchiveEntry>> describe) {
    Map<String, Long> objects =
        listed.stream().collect(groupingBy(Replacements::folder, Collectors.counting()));
    List<ArchivedObject> beside =
        listed.stream()
            .filter(object -> objects.getOrDefault(folder(object), 0L) > 1)
            .filter(object -> ObjectGroup.isMerged(object.key()))
            .toList();
    return of(describe.apply(beside)).counting(listed);
  }

  private static String folder(ArchivedObject object) {
    return object.key().substring(0, object.key().lastIndexOf('/') + 1);
  }

  private void add(ArchiveEntry merged) {
    List<Replaced> originals = merged.manifest().map(ArchiveManifest::replaces).orElse(List.of());
    if (Collections.disjoint(replaced, originals)) {
      replaced.addAll(originals);
    } else {
      outrun.add(merged.object().key());
    }
  }

  /** Whether an object's records are to be read from it, and not from another. */
  boolean counts(ArchivedObject object) {
    return !outrun.contains(object.key())
        && !replaced.contains(new Replaced(object.key(), object.size()));
  }

  /** Those of the objects that count, in their order. */
  List<ArchivedObject> counting(List<ArchivedObject> objects) {
    return objects.stream().filter(this::counts).toList();
  }
}
