package dev.tailrace.agent.lines;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What a line was that is longer than the limit.
 *
 * @param originalLength its length in bytes, without its end
 * @param sha256 of all of these bytes, 64 hex digits
 */
public record Truncation(long originalLength, String sha256) {

  static Truncation of(byte[] buffer, int from, int to) {
    MessageDigest digest = digest();
    digest.update(buffer, from, to - from);
    return of(to - from, digest);
  }

  static Truncation of(long originalLength, MessageDigest digest) {
    return new Truncation(originalLength, HexFormat.of().formatHex(digest.digest()));
  }

  static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
