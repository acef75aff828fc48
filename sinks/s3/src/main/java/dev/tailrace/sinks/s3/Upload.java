package dev.tailrace.sinks.s3;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
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

  /** Its content's MD5 in base64, as the header {@code Content-MD5} has it. */
  String md5() {
    try {
      MessageDigest digest = MessageDigest.getInstance("MD5");
      parts.forEach(digest::update);
      return Base64.getEncoder().encodeToString(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has MD5", e);
    }
  }

  /** Whether its metadata says what it holds, so that it is known again when it is met. */
  boolean isRecognisable() {
    return !metadata.isEmpty();
  }

  /**
   * The same content as pieces in order.
   *
   * @param bytes how large each is at least, but for the last
   */
  List<Upload> split(long bytes) {
    List<Upload> pieces = new ArrayList<>();
    List<byte[]> open = new ArrayList<>();
    long size = 0;
    for (byte[] part : parts) {
      open.add(part);
      size += part.length;
      if (size >= bytes) {
        pieces.add(with(open));
        open = new ArrayList<>();
        size = 0;
      }
    }
    if (!open.isEmpty()) {
      pieces.add(with(open));
    }
    return pieces;
  }

  private Upload with(List<byte[]> otherParts) {
    return new Upload(key, otherParts, contentType, contentEncoding, metadata);
  }
}
