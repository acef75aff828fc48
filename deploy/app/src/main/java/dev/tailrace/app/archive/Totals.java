package dev.tailrace.app.archive;

import dev.tailrace.sinks.s3.ArchiveEntry;
import java.time.Instant;

/**
 * What some objects are together.
 *
 * @param objects how many; 1 or more
 * @param bytes their compressed size
 * @param oldest the time of the first record
 * @param newest the time of the last record
 */
record Totals(long objects, long bytes, long records, Instant oldest, Instant newest) {

  static Totals of(ArchiveEntry entry, long records) {
    return new Totals(1, entry.object().size(), records, entry.oldest(), entry.newest());
  }

  Totals plus(Totals other) {
    return new Totals(
        objects + other.objects,
        bytes + other.bytes,
        records + other.records,
        oldest.isBefore(other.oldest) ? oldest : other.oldest,
        newest.isAfter(other.newest) ? newest : other.newest);
  }

  /** In bytes. */
  long meanSize() {
    return bytes / objects;
  }
}
