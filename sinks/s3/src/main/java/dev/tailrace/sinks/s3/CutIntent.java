package dev.tailrace.sinks.s3;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;

/**
 * Says, in the metadata of a committed offset, that objects of the cut from there on may have been
 * stored, and everything that their keys follow from beside the records.
 *
 * @param end the offset at which the cut ends; its last record is before it
 * @param compression how its objects are compressed, whatever new cuts are
 */
record CutIntent(long end, Compression compression) {
  private static final String MARK = "cut:";

  /** The version rises when the same records would become other objects: other keys or lines. */
  private static final Pattern FORM = Pattern.compile("cut:2:(\\d{1,18}):([a-z]{1,9})");

  /** Written when every object was compressed with zstd. */
  private static final Pattern FIRST_FORM = Pattern.compile("cut:1:(\\d{1,18})");

  String metadata() {
    return MARK + "2:" + end + ":" + compression.contentEncoding();
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
    CutIntent intent = parse(metadata).orElseThrow(() -> ofAnotherVersion(metadata));
    return intent.end > committed.offset() ? Optional.of(intent) : Optional.empty();
  }

  private static IllegalStateException ofAnotherVersion(String metadata) {
    return new IllegalStateException(
        "the offset's metadata '%s' is a cut of another version; finish it with that version"
            .formatted(metadata));
  }

  private static Optional<CutIntent> parse(String metadata) {
    Matcher first = FIRST_FORM.matcher(metadata);
    if (first.matches()) {
      return Optional.of(new CutIntent(Long.parseLong(first.group(1)), Compression.ZSTD));
    }
    Matcher matcher = FORM.matcher(metadata);
    return matcher.matches()
        ? Compression.ofEncoding(matcher.group(2))
            .map(compression -> new CutIntent(Long.parseLong(matcher.group(1)), compression))
        : Optional.empty();
  }
}
