package dev.tailrace.sinks.s3;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an archived object without opening it. It follows from the object's records
 * alone, so that a repeated cut writes the same manifest again; that of an object which was merged
 * from others follows from theirs.
 *
 * @param key the object's
 * @param bytes the object's compressed length
 * @param firstOffset the offset of its first record; of records of several partitions, the least
 * @param lastOffset the offset of its last record, or the greatest
 * @param records how many records, and lines, it has; 1 or more
 * @param oldest the earliest time, in milliseconds, under which a record of it is filed
 * @param newest the latest such time
 * @param repositories the repositories that its records name, sorted; also those that a job merely
 *     claims, so a repository that is missing here surely does not occur
 * @param repositoriesComplete false if there are more repositories than a manifest lists
 * @param replaces the objects whose place this one has taken, as it has all their records; empty if
 *     it was not merged
 */
public record ArchiveManifest(
    String key,
    long bytes,
    long firstOffset,
    long lastOffset,
    long records,
    Instant oldest,
    Instant newest,
    List<String> repositories,
    boolean repositoriesComplete,
    List<Replaced> replaces) {

  private static final String PREFIX = "manifests/";
  private static final String SUFFIX = ".json";

  /**
   * An object that was merged into another.
   *
   * @param bytes its length; whatever else has its key has another, and was not merged
   */
  public record Replaced(String key, long bytes) {}

  public ArchiveManifest {
    repositories = List.copyOf(repositories);
    replaces = List.copyOf(replaces);
    if (bytes < 0 || records < 1 || firstOffset < 0 || lastOffset < firstOffset) {
      throw new IllegalArgumentException("the extent of " + key + " cannot be");
    }
    if (newest.isBefore(oldest)) {
      throw new IllegalArgumentException("the times of " + key + " are in the wrong order");
    }
  }

  /** Of an object that was not merged from others. */
  ArchiveManifest(
      String key,
      long bytes,
      long firstOffset,
      long lastOffset,
      long records,
      Instant oldest,
      Instant newest,
      List<String> repositories,
      boolean repositoriesComplete) {
    this(
        key,
        bytes,
        firstOffset,
        lastOffset,
        records,
        oldest,
        newest,
        repositories,
        repositoriesComplete,
        List.of());
  }

  /** The key of the manifest of an object. */
  static String keyOf(String objectKey) {
    return PREFIX + objectKey + SUFFIX;
  }

  /** Whether it is of this object. One of another length was there before under the same key. */
  boolean describes(ArchivedObject object) {
    return key.equals(object.key()) && bytes == object.size();
  }

  /** Whether the object may hold records of a repository; null stands for any. */
  boolean mayHold(@Nullable String repository) {
    return repository == null || !repositoriesComplete || repositories.contains(repository);
  }
}
