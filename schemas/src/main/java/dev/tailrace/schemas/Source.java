package dev.tailrace.schemas;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The place a line was read from.
 *
 * @param id names the file's identity, not its path: it stays the same when the file is renamed
 * @param offset the byte at which the line begins, or the record's offset for other shippers; 0 or
 *     more
 * @param host the machine that read it, if known
 * @param path the path it had when it was first seen, if it was a file
 * @param authority how far its content may be believed
 */
public record Source(
    String id, long offset, @Nullable String host, @Nullable String path, Authority authority) {

  /** How many hexadecimal digits of the offset an event's id has. */
  static final int OFFSET_DIGITS = 12;

  public Source {
    if (id.isEmpty()) {
      throw new IllegalArgumentException("source id is empty");
    }
    if (offset < 0) {
      throw new IllegalArgumentException("source offset is negative: " + offset);
    }
  }

  /**
   * The name of the one line that begins here. The same line always gets the same name, which makes
   * every sink idempotent. The offset is padded so that names sort as the lines do.
   */
  public String eventId() {
    return new String(eventIdBytes(), StandardCharsets.UTF_8);
  }

  /** The same in UTF-8. */
  public byte[] eventIdBytes() {
    byte[] name = id.getBytes(StandardCharsets.UTF_8);
    byte[] bytes = Arrays.copyOf(name, name.length + 1 + OFFSET_DIGITS);
    bytes[name.length] = '-';
    long rest = offset;
    for (int i = bytes.length - 1; i > name.length; i--, rest >>>= 4) {
      bytes[i] = (byte) Character.forDigit((int) (rest & 15), 16);
    }
    return bytes;
  }
}
