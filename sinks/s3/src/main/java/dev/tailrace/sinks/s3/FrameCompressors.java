package dev.tailrace.sinks.s3;

import java.util.EnumMap;
import java.util.Map;

/**
 * The compressors of one sink: the one that new cuts take, and the one that a cut needs which was
 * announced before the configuration changed. Each is made when it is first asked for.
 */
final class FrameCompressors implements AutoCloseable {
  private final Compression chosen;
  private final int frameBytes;
  private final Map<Compression, FrameCompressor> made = new EnumMap<>(Compression.class);

  FrameCompressors(Compression chosen) {
    this(chosen, FrameCompressor.FRAME_BYTES);
  }

  /**
   * @param frameBytes how many bytes a frame should be made of, before compression
   */
  FrameCompressors(Compression chosen, int frameBytes) {
    this.chosen = chosen;
    this.frameBytes = frameBytes;
  }

  FrameCompressor chosen() {
    return of(chosen);
  }

  FrameCompressor of(Compression compression) {
    return made.computeIfAbsent(compression, kind -> kind.compressor(frameBytes));
  }

  @Override
  public void close() {
    made.values().forEach(FrameCompressor::close);
  }
}
