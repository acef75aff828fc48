package dev.tailrace.agent.kafka;

import java.nio.charset.StandardCharsets;

/** The headers that one record has for itself; to be used again and again. */
public final class OwnHeaders {
  private final Encoded encoded = new Encoded();
  private int count;

  /** Forgets what is in it. */
  public OwnHeaders clear() {
    encoded.clear();
    count = 0;
    return this;
  }

  /** Adds a number of eight bytes, big-endian. */
  public OwnHeaders number(byte[] name, long value) {
    encoded.bytes(name);
    encoded.reserve(Long.BYTES + 1);
    encoded.varint(Long.BYTES);
    for (int shift = Long.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
      encoded.octet((int) (value >>> shift));
    }
    count++;
    return this;
  }

  /** Adds text. */
  public OwnHeaders text(String name, String value) {
    encoded.header(name, value.getBytes(StandardCharsets.UTF_8));
    count++;
    return this;
  }

  Encoded encoded() {
    return encoded;
  }

  int count() {
    return count;
  }
}
