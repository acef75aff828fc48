package dev.tailrace.sinks.s3;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * An object to be stored, and what its manifest says of it.
 *
 * @param frames its content in order
 */
record ArchiveObject(ArchiveManifest manifest, List<byte[]> frames) {
  static final String CONTENT_TYPE = "application/x-ndjson";

  static final String FIRST_OFFSET = "first-offset";
  static final String LAST_OFFSET = "last-offset";
  static final String RECORDS = "records";
  static final String OLDEST = "oldest";
  static final String NEWEST = "newest";
  static final String FORMAT = "tailrace-format";

  /** Lines of log events as JSON, compressed as the end of the key says. */
  private static final String FORMAT_VERSION = "1";

  private static final String MANIFEST_TYPE = "application/json";

  /**
   * What is to be put, in this order. A manifest follows its object, and never speaks of one that
   * is not there. Only where an object replaces others does its manifest come first: the moment it
   * is there, whoever lists it must learn which others to pass over.
   */
  Stream<Upload> uploads() {
    return manifest.replaces().isEmpty()
        ? Stream.of(content(), description())
        : Stream.of(description(), content());
  }

  private Upload content() {
    return new Upload(
        manifest.key(),
        frames,
        CONTENT_TYPE,
        Compression.ofKey(manifest.key()).map(Compression::contentEncoding).orElseThrow(),
        Map.of(
            FIRST_OFFSET, Long.toString(manifest.firstOffset()),
            LAST_OFFSET, Long.toString(manifest.lastOffset()),
            RECORDS, Long.toString(manifest.records()),
            OLDEST, manifest.oldest().toString(),
            NEWEST, manifest.newest().toString(),
            FORMAT, FORMAT_VERSION));
  }

  private Upload description() {
    return new Upload(
        ArchiveManifest.keyOf(manifest.key()),
        List.of(ManifestJson.write(manifest)),
        MANIFEST_TYPE,
        null,
        Map.of());
  }
}
