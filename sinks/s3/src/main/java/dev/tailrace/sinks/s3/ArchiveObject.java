package dev.tailrace.sinks.s3;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * An object to be stored.
 *
 * @param frames its content in order
 * @param size its content's length in bytes
 * @param firstOffset the offset of its first record
 * @param lastOffset the offset of its last record
 * @param records how many records, and lines, it has
 */
record ArchiveObject(
    String key, List<byte[]> frames, long size, long firstOffset, long lastOffset, long records) {
  static final String FIRST_OFFSET = "first-offset";
  static final String LAST_OFFSET = "last-offset";
  static final String RECORDS = "records";
  static final String FORMAT = "tailrace-format";

  /** Lines of log events as JSON, compressed as the end of the key says. */
  private static final String FORMAT_VERSION = "1";

  /** The user metadata that goes with it. */
  Map<String, String> metadata() {
    return Map.of(
        FIRST_OFFSET, Long.toString(firstOffset),
        LAST_OFFSET, Long.toString(lastOffset),
        RECORDS, Long.toString(records),
        FORMAT, FORMAT_VERSION);
  }

  /** The content from its beginning; each call gives another stream. */
  InputStream open() {
    List<InputStream> parts = frames.stream().<InputStream>map(ByteArrayInputStream::new).toList();
    return new SequenceInputStream(Collections.enumeration(parts));
  }
}
