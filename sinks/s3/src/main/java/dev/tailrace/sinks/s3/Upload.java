package dev.tailrace.sinks.s3;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is put under a key.
 *
 * @param parts its content in order
 * @param contentEncoding null if it is not compressed
 * @param metadata the user metadata that goes with it
 */
record Upload(
    String key,
    List<byte[]> parts,
    String contentType,
    @Nullable String contentEncoding,
    Map<String, String> metadata) {

  /** Its content's length in bytes. */
  long size() {
    return parts.stream().mapToLong(part -> part.length).sum();
  }

  /** The content from its beginning; each call gives another stream. */
  InputStream open() {
    List<InputStream> streams = parts.stream().<InputStream>map(ByteArrayInputStream::new).toList();
    return new SequenceInputStream(Collections.enumeration(streams));
  }
}
