package dev.tailrace.sinks.s3;

import dev.tailrace.schemas.Ndjson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The lines of one object. Whole megabytes of lines are compressed, each as a frame of its own;
 * frames after one another are one stream.
 */
final class ObjectBuffer {
  private static final int FIRST_BYTES = 4 << 10;

  /** About what the objects around the bytes occupy. */
  private static final int OVERHEAD_BYTES = 512;

  private final FrameCompressor compressor;
  private final long firstOffset;
  private final List<byte[]> frames = new ArrayList<>();
  private byte[] raw;
  private int rawLength;
  private final RepositoryNames repositories = new RepositoryNames();
  private long compressedBytes;
  private long lastOffset;
  private long oldest = Long.MAX_VALUE;
  private long newest = Long.MIN_VALUE;
  private long records;

  ObjectBuffer(FrameCompressor compressor, long firstOffset) {
    this.compressor = compressor;
    this.firstOffset = firstOffset;
    this.raw = new byte[Math.min(FIRST_BYTES, compressor.frameBytes())];
  }

  /**
   * @param filedAt in milliseconds since 1970
   */
  void add(long offset, long filedAt, byte[] value) {
    reserve(value.length + 1);
    System.arraycopy(value, 0, raw, rawLength, value.length);
    Ndjson.blankLineEnds(raw, rawLength, rawLength + value.length);
    rawLength += value.length;
    raw[rawLength++] = '\n';
    lastOffset = offset;
    oldest = Math.min(oldest, filedAt);
    newest = Math.max(newest, filedAt);
    repositories.addFrom(value);
    records++;
    if (rawLength >= compressor.frameBytes()) {
      endFrame();
    }
  }

  /** The bytes of the object so far, without what is not compressed yet. */
  long compressedBytes() {
    return compressedBytes;
  }

  /** What it occupies, in bytes. */
  long memory() {
    return OVERHEAD_BYTES + raw.length + compressedBytes + repositories.memory();
  }

  /** The finished object; this buffer is of no more use. */
  ArchiveObject finish(String key) {
    if (rawLength > 0) {
      endFrame();
    }
    List<String> names = repositories.sorted();
    ArchiveManifest manifest =
        new ArchiveManifest(
            key,
            compressedBytes,
            firstOffset,
            lastOffset,
            records,
            Instant.ofEpochMilli(oldest),
            Instant.ofEpochMilli(newest),
            names,
            repositories.complete());
    return new ArchiveObject(manifest, frames);
  }

  private void reserve(int more) {
    int needed = Math.addExact(rawLength, more);
    if (raw.length < needed) {
      raw = Arrays.copyOf(raw, Math.max(needed, Math.min(raw.length * 2, compressor.frameBytes())));
    }
  }

  private void endFrame() {
    byte[] frame = compressor.compress(raw, rawLength);
    frames.add(frame);
    compressedBytes += frame.length;
    rawLength = 0;
    if (raw.length > 2 * compressor.frameBytes()) {
      raw = new byte[compressor.frameBytes()];
    }
  }
}
