package dev.tailrace.app.archive;

import dev.tailrace.sinks.s3.ArchivedObject;
import dev.tailrace.sinks.s3.Availability;

/** Where objects must be restored before they can be read. */
interface Glacier {
  Availability availability(ArchivedObject object);

  /** Asks that it comes back, which takes minutes or hours. */
  void restore(ArchivedObject object);
}
