package dev.tailrace.agent;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;

/**
 * The last bytes that were read of a file. With the {@link Fingerprint} of its first bytes it tells
 * a file that was truncated and has grown past the place of reading from one that only grew.
 *
 * @param end offset behind the last of these bytes
 * @param length how many they are, from 0, which every file matches
 * @param crc their CRC32C
 */
record Mark(long end, int length, long crc) {
  static final int FULL = 256;
  static final Mark NONE = new Mark(0, 0, 0);

  /** Of the bytes in a buffer that end at an offset. */
  static Mark of(byte[] bytes, int to, long end) {
    int length = Math.min(FULL, to);
    byte[] last = Arrays.copyOfRange(bytes, to - length, to);
    return new Mark(end, length, Fingerprint.of(last, length).crc());
  }

  /** Whether these are the bytes. */
  boolean is(byte[] bytes) {
    return bytes.length == length && Fingerprint.of(bytes, length).crc() == crc;
  }

  /** What the file holds at their place now, as far as it reaches. */
  byte[] bytesIn(FileChannel file) throws IOException {
    return bytes(file, end - length, length);
  }

  /** As many bytes from an offset as there are, up to a number. */
  static byte[] bytes(FileChannel file, long from, int most) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(most);
    while (bytes.hasRemaining() && file.read(bytes, from + bytes.position()) > 0) {
      // A read may give less than there is.
    }
    return Arrays.copyOf(bytes.array(), bytes.position());
  }

  /**
   * The mark behind what was read now.
   *
   * @param before what this mark covers
   * @param read bytes that begin at {@code position}
   */
  Mark after(byte[] before, byte[] read, int count, long position) {
    if (position + count <= end) {
      return this;
    }
    if (count >= FULL || position != end || before.length == 0) {
      return of(read, count, position + count);
    }
    int kept = Math.min(before.length, FULL - count);
    byte[] joined = new byte[kept + count];
    System.arraycopy(before, before.length - kept, joined, 0, kept);
    System.arraycopy(read, 0, joined, kept, count);
    return of(joined, joined.length, position + count);
  }
}
