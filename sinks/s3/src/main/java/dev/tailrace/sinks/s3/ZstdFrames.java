package dev.tailrace.sinks.s3;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import java.util.Arrays;

/**
 * Compresses into frames of zstd, one after another, with one native context for all objects: a
 * context for each open object would cost megabytes apiece. Not for several threads.
 */
final class FrameCompressor implements AutoCloseable {
  /** Long enough to compress well, short enough for many objects to wait for their next one. */
  static final int FRAME_BYTES = 1 << 20;

  private static final int LEVEL = 3;

  private final ZstdCompressCtx context = new ZstdCompressCtx().setLevel(LEVEL).setChecksum(true);
  private final int frameBytes;
  private byte[] scratch = new byte[0];

  FrameCompressor() {
    this(FRAME_BYTES);
  }

  /**
   * @param frameBytes how many bytes a frame should be made of, before compression
   */
  FrameCompressor(int frameBytes) {
    this.frameBytes = frameBytes;
  }

  int frameBytes() {
    return frameBytes;
  }

  /** A complete frame of the first {@code length} bytes. */
  byte[] compress(byte[] source, int length) {
    int bound = Math.toIntExact(Zstd.compressBound(length));
    if (scratch.length < bound) {
      scratch = new byte[bound];
    }
    int size = context.compressByteArray(scratch, 0, scratch.length, source, 0, length);
    return Arrays.copyOf(scratch, size);
  }

  @Override
  public void close() {
    context.close();
  }
}
