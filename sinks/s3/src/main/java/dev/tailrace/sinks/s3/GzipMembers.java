package dev.tailrace.sinks.s3;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

/**
 * Reads the members that {@link GzipFrames} writes, one after another until the stream ends. {@link
 * java.util.zip.GZIPInputStream} takes a pause of the network between two members for the end, and
 * a damaged header as well, and would leave out the rest without a word.
 */
final class GzipMembers extends InflaterInputStream {
  private static final int READ_BYTES = 64 << 10;

  /** A member's first bytes: the magic number, the method deflate, no flags (RFC 1952). */
  private static final long START = 0x00088b1fL;

  /** Time, level and system, which say nothing of the content. */
  private static final int OTHER_HEADER_BYTES = 6;

  private final CRC32 crc = new CRC32();
  private boolean inMember;

  GzipMembers(InputStream in) {
    super(in, new Inflater(true), READ_BYTES);
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (inMember || startMember()) {
      int count = super.read(into, offset, length);
      if (count >= 0) {
        crc.update(into, offset, count);
        return count;
      }
      endMember();
    }
    return -1;
  }

  /** Whether there is another member. */
  private boolean startMember() throws IOException {
    int first = next();
    if (first < 0) {
      return false;
    }
    require(START == (first | (number(3) << 8)), "header");
    for (int i = 0; i < OTHER_HEADER_BYTES; i++) {
      number(1);
    }
    crc.reset();
    inMember = true;
    return true;
  }

  private void endMember() throws IOException {
    long length = inf.getBytesWritten() & 0xffff_ffffL;
    int left = inf.getRemaining();
    inf.reset();
    inf.setInput(buf, len - left, left);
    require(number(4) == crc.getValue(), "checksum");
    require(number(4) == length, "length");
    inMember = false;
  }

  /** So many bytes, the last of which is the most significant. */
  private long number(int bytes) throws IOException {
    long value = 0;
    for (int i = 0; i < bytes; i++) {
      int next = next();
      if (next < 0) {
        throw new EOFException("gzip ends within a member");
      }
      value |= (long) next << (8 * i);
    }
    return value;
  }

  /** The next byte that is not compressed, -1 at the end. Some are in the inflater's buffer. */
  private int next() throws IOException {
    int left = inf.getRemaining();
    if (left == 0) {
      return in.read();
    }
    inf.setInput(buf, len - left + 1, left - 1);
    return buf[len - left] & 0xff;
  }

  private static void require(boolean right, String what) throws ZipException {
    if (!right) {
      throw new ZipException("gzip has a wrong " + what);
    }
  }

  @Override
  public void close() throws IOException {
    try {
      super.close();
    } finally {
      inf.end();
    }
  }
}
