package dev.tailrace.sinks.s3;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;

/**
 * Says, in the metadata of a committed offset, that objects of the cut from there on may have been
 * stored.
 *
 * @param end the offset at which the cut ends; its last record is before it
 */
record CutIntent(long end) {
  /** Rises when the same records would become other objects: other keys, or other lines in them. */
  private static final int VERSION = 1;

  private static final String MARK = "cut:";
  private static final Pattern FORM = Pattern.compile("cut:(\\d{1,9}):(\\d{1,18})");

  String metadata() {
    return MARK + VERSION + ":" + end;
  }

  /**
   * What a predecessor announced and did not finish; empty if there is no such thing.
   *
   * @throws IllegalStateException if it announced a cut that this version cannot repeat
   */
  static Optional<CutIntent> of(OffsetAndMetadata committed) {
    String metadata = committed.metadata();
    if (metadata == null || !metadata.startsWith(MARK)) {
      return Optional.empty();
    }
    Matcher matcher = FORM.matcher(metadata);
    if (!matcher.matches() || Integer.parseInt(matcher.group(1)) != VERSION) {
      throw new IllegalStateException(
          "the offset's metadata '%s' is a cut of another version; finish it with that version"
              .formatted(metadata));
    }
    long end = Long.parseLong(matcher.group(2));
    return end > committed.offset() ? Optional.of(new CutIntent(end)) : Optional.empty();
  }
}
