package dev.tailrace.agent.lines;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tailrace.platform.config.ConfigException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How the text of a source is written.
 *
 * @param width how its line ends are found
 * @param charset what its lines are to be read as; null if they stay as they are
 */
public record Encoding(Width width, @Nullable Charset charset) {
  /** How many bytes a line end has, and in which order. */
  public enum Width {
    /** As the byte order mark at the beginning says; without one, single bytes. */
    AUTO,
    BYTES,
    UTF_16LE,
    UTF_16BE
  }

  /** UTF-16 where a byte order mark says so, else UTF-8. */
  public static final Encoding AUTO = new Encoding(Width.AUTO, null);

  private static final Encoding BYTES = new Encoding(Width.BYTES, null);
  private static final String ASCII = "\t\n\r !\"#{}[]:,019AZaz";

  /**
   * @param name {@code auto}, or a charset of Java
   * @throws ConfigException if there is no such charset or its line ends cannot be found
   */
  public static Encoding of(String name) {
    if (name.toLowerCase(Locale.ROOT).equals("auto")) {
      return AUTO;
    }
    try {
      return of(Charset.forName(name));
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      throw new ConfigException("encoding", name, "is unknown; take auto, utf-8 or utf-16le");
    }
  }

  private static Encoding of(Charset charset) {
    if (charset.equals(UTF_8)) {
      return BYTES;
    }
    if (charset.equals(UTF_16LE)) {
      return new Encoding(Width.UTF_16LE, null);
    }
    if (charset.equals(UTF_16BE)) {
      return new Encoding(Width.UTF_16BE, null);
    }
    boolean ascii =
        charset.canEncode() && Arrays.equals(ASCII.getBytes(charset), ASCII.getBytes(US_ASCII));
    if (charset.equals(UTF_16) || !ascii) {
      throw new ConfigException(
          "encoding", charset.name(), "has no line ends of one byte; take utf-16le or utf-16be");
    }
    return new Encoding(Width.BYTES, charset);
  }

  /**
   * What it is for a source.
   *
   * @param head the first bytes of the source, two if it has so many
   */
  public Encoding decided(byte[] head) {
    if (width != Width.AUTO) {
      return this;
    }
    if (head.length >= 2 && head[0] == (byte) 0xFF && head[1] == (byte) 0xFE) {
      return new Encoding(Width.UTF_16LE, null);
    }
    boolean bigEndian = head.length >= 2 && head[0] == (byte) 0xFE && head[1] == (byte) 0xFF;
    return bigEndian ? new Encoding(Width.UTF_16BE, null) : BYTES;
  }
}
