package dev.tailrace.schemas;

import java.util.HexFormat;
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
    return id + "-" + HexFormat.of().toHexDigits(offset, OFFSET_DIGITS);
  }
}
