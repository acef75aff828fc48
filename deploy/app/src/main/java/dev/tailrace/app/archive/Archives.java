package dev.tailrace.app.archive;

import dev.tailrace.app.cli.SafeText;
import dev.tailrace.sinks.core.SinkUnavailableException;
import dev.tailrace.sinks.s3.ArchiveReader;
import dev.tailrace.sinks.s3.ArchivedObject;
import dev.tailrace.sinks.s3.S3Config;

/** Opens the archive. */
final class Archives {
  /** What is said on standard error where nothing is found, which is no failure. */
  static final String NOTHING = "tailrace: nothing in the archive matches";

  private Archives() {}

  /**
   * @throws SinkUnavailableException if there is no such bucket, or it cannot be read
   */
  static ArchiveReader open(S3Config config) throws SinkUnavailableException {
    ArchiveReader reader = new ArchiveReader(config);
    try {
      reader.requireBucket();
      return reader;
    } catch (SinkUnavailableException e) {
      reader.close();
      throw e;
    }
  }

  /** What is said of an object that cannot be read. */
  static String inGlacier(ArchivedObject object) {
    return "tailrace: in Glacier, and passed over: "
        + SafeText.of(object.key())
        + "; tailrace replay restores what it reads";
  }
}
