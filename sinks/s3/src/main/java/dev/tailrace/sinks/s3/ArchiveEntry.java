package dev.tailrace.sinks.s3;

import dev.tailrace.schemas.Category;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * An object of the archive, and what is known of it without opening it.
 *
 * @param hour the start of the hour, UTC, under which its records are filed
 * @param manifest empty if there is none that describes it, as older versions wrote none
 */
public record ArchiveEntry(
    ArchivedObject object, Category category, Instant hour, Optional<ArchiveManifest> manifest) {

  private static final Duration MILLISECOND = Duration.ofMillis(1);

  /** The time of its first record; the start of its hour if there is no manifest. */
  public Instant oldest() {
    return manifest.map(ArchiveManifest::oldest).orElse(hour);
  }

  /** The time of its last record, in milliseconds; the end of its hour if there is no manifest. */
  public Instant newest() {
    return manifest
        .map(ArchiveManifest::newest)
        .orElse(hour.plus(Duration.ofHours(1)).minus(MILLISECOND));
  }
}
