package dev.tailrace.sinks.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CompressionTest {
  private static final int FRAMES = 5;

  @Test
  void isToldByTheEndOfAKey() {
    assertThat(Compression.ofKey("a/b.ndjson.zst")).contains(Compression.ZSTD);
    assertThat(Compression.ofKey("a/b.ndjson.gz")).contains(Compression.GZIP);
    assertThat(Compression.ofKey("a/b.ndjson")).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Compression.class)
  void readsEveryFrameThoughTheNetworkPausesBetween(Compression compression) throws IOException {
    byte[] stored = frames(compression);

    try (InputStream content = compression.open(new Trickle(stored))) {
      assertThat(new String(content.readAllBytes(), StandardCharsets.UTF_8))
          .isEqualTo("0\n1\n2\n3\n4\n");
    }
  }

  @ParameterizedTest
  @EnumSource(Compression.class)
  void noticesThatTheEndIsMissing(Compression compression) throws IOException {
    byte[] stored = frames(compression);
    byte[] cut = Arrays.copyOf(stored, stored.length - 1);

    try (InputStream content = compression.open(new ByteArrayInputStream(cut))) {
      assertThatThrownBy(content::readAllBytes).isInstanceOf(IOException.class);
    }
  }

  /** A byte that says nothing of the lines, as a member of gzip has some, may be another. */
  @ParameterizedTest
  @EnumSource(Compression.class)
  void noticesEveryByteThatIsDamaged(Compression compression) throws IOException {
    byte[] stored = frames(compression);
    for (int i = 0; i < stored.length; i++) {
      byte[] damaged = stored.clone();
      damaged[i] ^= 0x10;

      try (InputStream content = compression.open(new ByteArrayInputStream(damaged))) {
        assertThat(new String(content.readAllBytes(), StandardCharsets.UTF_8))
            .as("with byte %d of %d damaged", i, stored.length)
            .isEqualTo("0\n1\n2\n3\n4\n");
      } catch (IOException e) {
        assertThat(e).hasMessageMatching("(?s).+"); // it was noticed
      }
    }
  }

  private static byte[] frames(Compression compression) throws IOException {
    ByteArrayOutputStream stored = new ByteArrayOutputStream();
    try (FrameCompressor compressor = compression.compressor(1000)) {
      for (int i = 0; i < FRAMES; i++) {
        byte[] line = (i + "\n").getBytes(StandardCharsets.UTF_8);
        stored.write(compressor.compress(line, line.length));
      }
    }
    return stored.toByteArray();
  }

  /** Gives a byte at a time, and never says that there are more. */
  private static final class Trickle extends InputStream {
    private final InputStream in;

    Trickle(byte[] content) {
      this.in = new ByteArrayInputStream(content);
    }

    @Override
    public int read() throws IOException {
      return in.read();
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      return in.read(into, offset, Math.min(1, length));
    }

    @Override
    public int available() {
      return 0;
    }
  }
}
