package dev.tailrace.sinks.s3;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;

/** How objects are compressed. The suffix of an object's key says which it was. */
public enum Compression {
  /** Frames of zstd, {@code .ndjson.zst}. */
  ZSTD("zst", "zstd") {
    @Override
    FrameCompressor compressor(int frameBytes) {
      return new ZstdFrames(frameBytes);
    }

    @Override
    InputStream open(InputStream stored) throws IOException {
      return new ZstdInputStreamNoFinalizer(stored);
    }
  },
  /** Members of gzip, {@code .ndjson.gz}, for readers that do not know zstd. */
  GZIP("gz", "gzip") {
    @Override
    FrameCompressor compressor(int frameBytes) {
      return new GzipFrames(frameBytes);
    }

    @Override
    InputStream open(InputStream stored) {
      return new GzipMembers(stored);
    }
  };

  private final String suffix;
  private final String contentEncoding;

  Compression(String extension, String contentEncoding) {
    this.suffix = ".ndjson." + extension;
    this.contentEncoding = contentEncoding;
  }

  /** The end of each key, from the dot on. */
  String suffix() {
    return suffix;
  }

  /** Its name in HTTP's {@code Content-Encoding}, and in the metadata of offsets. */
  String contentEncoding() {
    return contentEncoding;
  }

  /** A compressor that the caller closes. */
  abstract FrameCompressor compressor(int frameBytes);

  /** What was compressed, from what was stored. */
  abstract InputStream open(InputStream stored) throws IOException;

  /** The compression of the object that has this key; empty if the archive has no such object. */
  static Optional<Compression> ofKey(String key) {
    return Arrays.stream(values()).filter(kind -> key.endsWith(kind.suffix)).findFirst();
  }

  /** The one of that {@link #contentEncoding()}; empty if there is none. */
  static Optional<Compression> ofEncoding(String encoding) {
    return Arrays.stream(values())
        .filter(kind -> kind.contentEncoding.equals(encoding))
        .findFirst();
  }
}
