package dev.tailrace.sinks.s3;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;

/**
 * Decides what becomes of the objects of an hour. Changes nothing.
 *
 * <p>The sink stores an object anew only while the start of its cut is not below the offset that it
 * committed. So objects are merged only if all of their records are below it: they never change.
 */
final class HourPlanner {
  /** So that a manifest, which names them all, stays small. */
  private static final int MOST_ORIGINALS = 1_000;

  private final CompactionPolicy policy;
  private final Map<TopicPartition, Long> committed;
  private final Instant now;

  /**
   * @param committed up to which offset the sink has stored each partition for good; read before
   *     the objects were listed
   */
  HourPlanner(CompactionPolicy policy, Map<TopicPartition, Long> committed, Instant now) {
    this.policy = policy;
    this.committed = committed;
    this.now = now;
  }

  /**
   * @param objects all objects of one hour, in the order of their keys
   * @param describe finds the manifests of objects
   */
  HourPlan plan(
      List<ArchivedObject> objects, Function<List<ArchivedObject>, List<ArchiveEntry>> describe) {
    if (objects.size() < 2) {
      return HourPlan.NOTHING;
    }
    List<ArchivedObject> merged =
        objects.stream().filter(object -> ObjectGroup.isMerged(object.key())).toList();
    List<ArchiveEntry> described = describe.apply(merged);
    if (described.stream().anyMatch(entry -> entry.manifest().isEmpty())) {
      return HourPlan.NOTHING; // what it has replaced is not known
    }
    Replacements replacements = Replacements.of(described);
    boolean known = merged.stream().allMatch(object -> policy.isKnown(object, now));
    return new HourPlan(
        merges(replacements.counting(objects), describe),
        known ? needless(merged, objects, replacements) : List.of());
  }

  /** Merged objects that others outran go first: none may outlive what it was merged from. */
  private static List<ArchivedObject> needless(
      List<ArchivedObject> merged, List<ArchivedObject> objects, Replacements replacements) {
    return Stream.concat(
            merged.stream(), objects.stream().filter(object -> !merged.contains(object)))
        .filter(object -> !replacements.counts(object))
        .filter(object -> !Availability.isCold(object.storageClass()))
        .toList();
  }

  private List<Merge> merges(
      List<ArchivedObject> counting, Function<List<ArchivedObject>, List<ArchiveEntry>> describe) {
    ObjectGroup hour = ObjectGroup.of(counting.get(0));
    List<ArchivedObject> cuts =
        counting.stream().filter(object -> hour.partitionOf(object.key()).isPresent()).toList();
    List<ArchivedObject> small = cuts.stream().filter(this::isMergeable).toList();
    if (small.size() < 2 || !isOver(hour) || !cuts.stream().allMatch(this::isQuiet)) {
      return List.of();
    }
    List<ArchiveManifest> unchanging =
        describe.apply(small).stream()
            .map(ArchiveEntry::manifest)
            .flatMap(Optional::stream)
            .filter(manifest -> isBelowCommitted(hour, manifest))
            .toList();
    return together(hour, unchanging);
  }

  private boolean isMergeable(ArchivedObject object) {
    return policy.isSmall(object)
        && policy.isYoung(object, now)
        && !Availability.isCold(object.storageClass());
  }

  private boolean isOver(ObjectGroup hour) {
    return !hour.start().plus(Duration.ofHours(1)).isAfter(now);
  }

  private boolean isQuiet(ArchivedObject object) {
    return policy.isQuiet(object, now);
  }

  private boolean isBelowCommitted(ObjectGroup hour, ArchiveManifest manifest) {
    return hour.partitionOf(manifest.key())
        .map(committed::get)
        .filter(offset -> manifest.lastOffset() < offset)
        .isPresent();
  }

  /** Fills one object after another, of each compression for itself. */
  private List<Merge> together(ObjectGroup hour, List<ArchiveManifest> manifests) {
    List<List<ArchiveManifest>> filled = new ArrayList<>();
    Map<Compression, List<ArchiveManifest>> open = new EnumMap<>(Compression.class);
    for (ArchiveManifest manifest : manifests) {
      Compression compression = Compression.ofKey(manifest.key()).orElseThrow();
      List<ArchiveManifest> batch = open.get(compression);
      if (batch == null || !fits(batch, manifest)) {
        batch = new ArrayList<>();
        open.put(compression, batch);
        filled.add(batch);
      }
      batch.add(manifest);
    }
    return filled.stream()
        .filter(batch -> batch.size() > 1)
        .map(batch -> new Merge(hour, batch))
        .toList();
  }

  private boolean fits(List<ArchiveManifest> batch, ArchiveManifest next) {
    long bytes = batch.stream().mapToLong(ArchiveManifest::bytes).sum() + next.bytes();
    return batch.size() < MOST_ORIGINALS && bytes <= policy.targetBytes();
  }
}
