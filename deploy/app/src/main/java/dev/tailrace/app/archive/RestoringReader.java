package dev.tailrace.app.archive;

import dev.tailrace.sinks.s3.ArchiveReader;
import dev.tailrace.sinks.s3.ArchivedObject;
import dev.tailrace.sinks.s3.Availability;
import dev.tailrace.sinks.s3.RestoreTier;

/** Glacier as S3 offers it. */
record RestoringReader(ArchiveReader reader, RestoreTier tier, int days) implements Glacier {

  @Override
  public Availability availability(ArchivedObject object) {
    return reader.availability(object);
  }

  @Override
  public void restore(ArchivedObject object) {
    reader.restore(object, tier, days);
  }
}
