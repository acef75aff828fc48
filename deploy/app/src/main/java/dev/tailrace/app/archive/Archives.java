package dev.tailrace.app.archive;

import dev.tailrace.app.cli.SafeText;
import dev.tailrace.schemas.LogEvent;
import dev.tailrace.schemas.LogEventJson;
import dev.tailrace.sinks.core.SinkUnavailableException;
import dev.tailrace.sinks.s3.ArchiveReader;
import dev.tailrace.sinks.s3.ArchivedObject;
import dev.tailrace.sinks.s3.S3Config;
import java.util.Optional;

/** What the commands share: opening the archive, reading a line of it, saying what was not read. */
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

  /** The event that a line is; empty if it is none. */
  static Optional<LogEvent> event(byte[] line) {
    try {
      return Optional.of(LogEventJson.read(line));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
