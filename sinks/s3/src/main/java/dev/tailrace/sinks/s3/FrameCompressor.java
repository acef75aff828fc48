package dev.tailrace.sinks.s3;

/**
 * Compresses into frames. Each can be read by itself, and frames one after another are read as one
 * stream. Not for several threads.
 */
interface FrameCompressor extends AutoCloseable {
  /** Long enough to compress well, short enough for many objects to wait for their next one. */
  int FRAME_BYTES = 1 << 20;

  Compression compression();

  /** How many bytes a frame should be made of, before compression. */
  int frameBytes();

  /** A complete frame of the first {@code length} bytes. */
  byte[] compress(byte[] source, int length);

  @Override
  void close();
}
