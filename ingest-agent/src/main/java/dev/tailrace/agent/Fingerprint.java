package dev.tailrace.agent;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * The first bytes of a file, to tell it from another one that got its inode. It grows with the file
 * up to {@link #FULL} bytes, so that a file is known from its first byte on.
 *
 * @param length how many bytes it covers, from 0, which every file matches
 * @param crc their CRC32C
 */
record Fingerprint(int length, long crc) {
  static final int FULL = 1024;
  static final Fingerprint NONE = new Fingerprint(0, 0);

  /** The fingerprint of what is there now, if the file still begins as it did. */
  Optional<Fingerprint> follow(FileChannel file) throws IOException {
    ByteBuffer head = ByteBuffer.allocate(FULL);
    while (head.hasRemaining() && file.read(head, head.position()) > 0) {
      // A read may give less than there is.
    }
    int size = head.position();
    if (size < length || of(head.array(), length).crc() != crc) {
      return Optional.empty();
    }
    return Optional.of(size == length ? this : of(head.array(), size));
  }

  static Fingerprint of(byte[] head, int length) {
    CRC32C crc = new CRC32C();
    crc.update(head, 0, length);
    return new Fingerprint(length, crc.getValue());
  }
}
