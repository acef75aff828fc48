package dev.tailrace.platform.config;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number of bytes, written in configuration as {@code 512}, {@code 64KiB}, {@code 8MiB} or {@code
 * 1GiB}.
 *
 * @param bytes 0 or more
 */
public record ByteSize(long bytes) {
  private static final Pattern FORM = Pattern.compile("(\\d{1,15})\\s*([kmg]ib|b)?");
  private static final Map<String, Integer> SHIFTS =
      Map.of("b", 0, "kib", 10, "mib", 20, "gib", 30);

  public ByteSize {
    if (bytes < 0) {
      throw new ConfigException("", bytes, "must not be negative");
    }
  }

  /**
   * Reads a size.
   *
   * @throws ConfigException if the text is none
   */
  public static ByteSize parse(String text) {
    Matcher matcher = FORM.matcher(text.toLowerCase(Locale.ROOT).strip());
    if (!matcher.matches()) {
      throw new ConfigException("", text, "write a size as 512, 64KiB, 8MiB or 1GiB");
    }
    String unit = matcher.group(2) == null ? "b" : matcher.group(2);
    long count = Long.parseLong(matcher.group(1));
    int shift = SHIFTS.getOrDefault(unit, 0);
    if (count > Long.MAX_VALUE >> shift) {
      throw new ConfigException("", text, "is more than can be counted");
    }
    return new ByteSize(count << shift);
  }

  public static ByteSize mebibytes(long count) {
    return new ByteSize(count << 20);
  }

  /**
   * The size as an int, for limits on arrays and buffers.
   *
   * @throws ConfigException if it is 2 GiB or more
   */
  public int asInt() {
    if (bytes > Integer.MAX_VALUE) {
      throw new ConfigException("", bytes, "must be less than 2GiB");
    }
    return (int) bytes;
  }
}
