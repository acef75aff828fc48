package dev.tailrace.agent.kafka;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.kafka.common.utils.ByteUtils;

/** Bytes that grow, in the encoding of Kafka's records: lengths are zigzag varints. */
final class Encoded {
  private static final int MAX_VARINT = 5;

  private byte[] bytes;
  private int size;

  Encoded() {
    this(64);
  }

  Encoded(int capacity) {
    bytes = new byte[capacity];
  }

  int size() {
    return size;
  }

  /** Not a copy; only the first {@link #size()} bytes count. */
  byte[] array() {
    return bytes;
  }

  void clear() {
    size = 0;
  }

  /** Makes sure that so many more bytes fit. */
  void reserve(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
    }
  }

  /** Writes an int as {@link ByteUtils#writeVarint} does. The room must be reserved. */
  void varint(int value) {
    byte[] to = bytes;
    int at = size;
    int rest = (value << 1) ^ (value >> 31);
    while ((rest & ~0x7f) != 0) {
      to[at++] = (byte) ((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    to[at++] = (byte) rest;
    size = at;
  }

  /** Writes a byte. The room must be reserved. */
  void octet(int value) {
    bytes[size++] = (byte) value;
  }

  /** Writes bytes as they are. The room must be reserved. */
  void raw(byte[] from, int start, int length) {
    System.arraycopy(from, start, bytes, size, length);
    size += length;
  }

  void raw(Encoded other) {
    raw(other.bytes, 0, other.size);
  }

  /** Writes bytes behind their length. */
  void bytes(byte[] value) {
    reserve(MAX_VARINT + value.length);
    varint(value.length);
    raw(value, 0, value.length);
  }

  void header(String name, byte[] value) {
    bytes(name.getBytes(StandardCharsets.UTF_8));
    bytes(value);
  }
}
