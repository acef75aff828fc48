package dev.tailrace.sinks.s3;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import java.util.Arrays;

/**
 * Compresses into frames of zstd with one native context for all objects: a context for each open
 * object would cost megabytes apiece.
 */
final class ZstdFrames implements FrameCompressor {
  private static final int LEVEL = 3;

  private final ZstdCompressCtx context = new ZstdCompressCtx().setLevel(LEVEL).setChecksum(true);
  private final int frameBytes;
  private byte[] scratch = new byte[0];

  ZstdFrames(int frameBytes) {
    this.frameBytes = frameBytes;
  }

  @Override
  public Compression compression() {
    return Compression.ZSTD;
  }

  @Override
  public int frameBytes() {
    return frameBytes;
  }

  @Override
  public byte[] compress(byte[] source, int length) {
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
