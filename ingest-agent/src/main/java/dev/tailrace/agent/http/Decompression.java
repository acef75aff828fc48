package dev.tailrace.agent.http;

import com.github.luben.zstd.ZstdInputStream;
import dev.tailrace.agent.http.lines.Refused;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** The codings of a body, and how far one may expand. */
enum Decompression {
  IDENTITY {
    @Override
    InputStream open(InputStream body) {
      return body;
    }
  },
  GZIP {
    @Override
    InputStream open(InputStream body) throws IOException {
      return new GZIPInputStream(body, BUFFER);
    }
  },
  ZSTD {
    @Override
    InputStream open(InputStream body) throws IOException {
      return new ZstdInputStream(body).setLongMax(ZSTD_WINDOW_LOG);
    }
  };

  private static final int BUFFER = 16 << 10;

  /** A window of 8 MiB, the most that RFC 8878 asks a decoder to have. */
  private static final int ZSTD_WINDOW_LOG = 23;

  /** Repetitive logs may expand twentyfold; a hundredfold is an attack. */
  private static final int MOST_RATIO = 100;

  /** Small bodies may expand as they like. */
  private static final int RATIO_FREE = 1 << 20;

  abstract InputStream open(InputStream body) throws IOException;

  /**
   * @param coding the value of {@code Content-Encoding}; null if there is none
   */
  static Decompression of(@Nullable String coding) throws Refused {
    return switch (coding == null ? "" : coding.strip().toLowerCase(Locale.ROOT)) {
      case "", "identity" -> IDENTITY;
      case "gzip", "x-gzip" -> GZIP;
      case "zstd" -> ZSTD;
      default ->
          throw Refused.with(
              415, "the content encoding is not known", "use gzip, zstd, or none at all");
    };
  }

  /**
   * @param most bytes that the body may expand to
   * @param memory takes what it expands to
   * @throws Refused if the body is damaged, or expands too far
   */
  byte[] decode(byte[] body, int most, MemoryBudget.Share memory) throws Refused {
    if (this == IDENTITY) {
      return body;
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream(Math.min(most, 4 * body.length));
    try (InputStream in = open(new ByteArrayInputStream(body))) {
      byte[] buffer = new byte[BUFFER];
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        memory.take(count);
        out.write(buffer, 0, count);
        check(out.size(), body.length, most);
      }
    } catch (IOException e) {
      throw Refused.malformed(
          "the body is damaged: it cannot be decompressed beyond byte " + out.size());
    }
    return out.toByteArray();
  }

  private static void check(int size, int compressed, int most) throws Refused {
    if (size > most) {
      throw Refused.tooLarge("the body expands to more than " + most + " bytes");
    }
    if (size > RATIO_FREE && size / MOST_RATIO > compressed) {
      throw Refused.tooLarge("the body expands to more than " + MOST_RATIO + " times its size");
    }
  }
}
