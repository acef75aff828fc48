package dev.tailrace.sinks.s3;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;

/** Compresses into members of gzip, each with its own header and checksum (RFC 1952). */
final class GzipFrames implements FrameCompressor {
  private static final int BUFFER_BYTES = 64 << 10;

  private final int frameBytes;

  GzipFrames(int frameBytes) {
    this.frameBytes = frameBytes;
  }

  @Override
  public Compression compression() {
    return Compression.GZIP;
  }

  @Override
  public int frameBytes() {
    return frameBytes;
  }

  @Override
  public byte[] compress(byte[] source, int length) {
    ByteArrayOutputStream member = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(member, BUFFER_BYTES)) {
      gzip.write(source, 0, length);
    } catch (IOException e) {
      throw new UncheckedIOException("memory has no such errors", e);
    }
    return member.toByteArray();
  }

  @Override
  public void close() {
    // what a member needs ends with it
  }
}
