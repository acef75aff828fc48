package dev.tailrace.schemas;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * JSON documents one a line, as bulk requests and archived objects have them. What Tailrace writes
 * has no line ends, so all methods look for any control character first, eight bytes at a time.
 *
 * @see <a href="https://graphics.stanford.edu/~seander/bithacks.html#HasLessInWord">Whether a word
 *     has a byte less than n</a>
 */
public final class Ndjson {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long ONES = 0x0101_0101_0101_0101L;
  private static final long HIGH_BITS = 0x8080_8080_8080_8080L;
  private static final long BLANKS = ' ' * ONES;

  private Ndjson() {}

  /** Whether a document is not empty and has no line feed, which would end its line early. */
  public static boolean isOneLine(byte[] json) {
    return json.length > 0 && (!hasControl(json, 0, json.length) || indexOfLineFeed(json) < 0);
  }

  /**
   * Makes one line of a document. JSON has line ends only between its tokens, where a blank means
   * the same.
   *
   * @param bytes hold the document and are changed
   */
  public static void blankLineEnds(byte[] bytes, int from, int to) {
    if (!hasControl(bytes, from, to)) {
      return;
    }
    for (int i = from; i < to; i++) {
      if (bytes[i] == '\n' || bytes[i] == '\r') {
        bytes[i] = ' ';
      }
    }
  }

  private static int indexOfLineFeed(byte[] json) {
    for (int i = 0; i < json.length; i++) {
      if (json[i] == '\n') {
        return i;
      }
    }
    return -1;
  }

  /** Whether a byte is below a blank: a line end, a tab, or what JSON does not allow at all. */
  private static boolean hasControl(byte[] bytes, int from, int to) {
    int i = from;
    long found = 0;
    for (; i <= to - Long.BYTES; i += Long.BYTES) {
      long word = (long) LONGS.get(bytes, i);
      found |= (word - BLANKS) & ~word;
    }
    boolean control = (found & HIGH_BITS) != 0;
    for (; i < to; i++) {
      control |= bytes[i] >= 0 && bytes[i] < ' ';
    }
    return control;
  }
}
