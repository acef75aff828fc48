package dev.tailrace.schemas;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON text as it grows, in UTF-8. Events are written by the million, and most of what they hold is
 * copied as it came; so this knows nothing of nesting, and whoever writes puts the commas.
 */
final class JsonBuffer {
  private static final byte[] HEX = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] REPLACEMENT = {(byte) 0xEF, (byte) 0xBF, (byte) 0xBD};

  /** The most bytes that one character of a text needs, escaped. */
  private static final int BYTES_PER_CHAR = 6;

  /** So much is kept for the next text, in bytes. */
  private static final int MOST_KEPT = 64 << 10;

  /** Whether a byte of a text surely stands for itself. */
  private static final boolean[] PLAIN = new boolean[256];

  static {
    Arrays.fill(PLAIN, ' ', 0x80, true);
    PLAIN['"'] = false;
    PLAIN['\\'] = false;
    PLAIN['?'] = false; // what Java's encoder makes of half a surrogate pair
  }

  private byte[] bytes;
  private int length;

  /**
   * @param expected how long the text will be, in bytes
   */
  JsonBuffer(int expected) {
    bytes = new byte[expected];
  }

  byte[] toByteArray() {
    return Arrays.copyOf(bytes, length);
  }

  /** Begins another text. */
  JsonBuffer clear() {
    length = 0;
    if (bytes.length > MOST_KEPT) {
      bytes = new byte[MOST_KEPT];
    }
    return this;
  }

  private void reserve(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(length + more, bytes.length * 2));
    }
  }

  JsonBuffer raw(byte[] json) {
    return raw(json, 0, json.length);
  }

  /** Copies JSON, or a part of it, as it is. */
  JsonBuffer raw(byte[] json, int from, int to) {
    reserve(to - from);
    System.arraycopy(json, from, bytes, length, to - from);
    length += to - from;
    return this;
  }

  JsonBuffer raw(char ascii) {
    reserve(1);
    bytes[length++] = (byte) ascii;
    return this;
  }

  /** A text in quotes. */
  JsonBuffer text(String text) {
    return raw('"').inner(text).raw('"');
  }

  /** A text without quotes. Most is ASCII with little to escape, so bytes are looked at. */
  JsonBuffer inner(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    int plain = 0;
    while (plain < utf8.length && PLAIN[utf8[plain] & 0xFF]) {
      plain++;
    }
    raw(utf8, 0, plain);
    return plain == utf8.length ? this : escaped(text.toCharArray(), plain);
  }

  private JsonBuffer escaped(char[] text, int start) {
    for (int i = start; i < text.length; i++) {
      reserve(BYTES_PER_CHAR * 2);
      char c = text[i];
      if (c < ' ' || c == '"' || c == '\\') {
        escape(c);
      } else if (c < 0x80) {
        bytes[length++] = (byte) c;
      } else if (Character.isHighSurrogate(c)
          && i + 1 < text.length
          && Character.isLowSurrogate(text[i + 1])) {
        pair(Character.toCodePoint(c, text[++i]));
      } else {
        wide(c);
      }
    }
    return this;
  }

  private void escape(char c) {
    bytes[length++] = '\\';
    switch (c) {
      case '"', '\\' -> bytes[length++] = (byte) c;
      case '\n' -> bytes[length++] = 'n';
      case '\t' -> bytes[length++] = 't';
      case '\r' -> bytes[length++] = 'r';
      case '\b' -> bytes[length++] = 'b';
      case '\f' -> bytes[length++] = 'f';
      default -> {
        bytes[length++] = 'u';
        bytes[length++] = '0';
        bytes[length++] = '0';
        bytes[length++] = HEX[c >> 4];
        bytes[length++] = HEX[c & 15];
      }
    }
  }

  /** Half a surrogate pair has no form in UTF-8; U+FFFD stands for it. */
  private void wide(char c) {
    if (Character.isSurrogate(c)) {
      raw(REPLACEMENT);
    } else if (c < 0x800) {
      bytes[length++] = (byte) (0xC0 | (c >> 6));
      bytes[length++] = (byte) (0x80 | (c & 0x3F));
    } else {
      bytes[length++] = (byte) (0xE0 | (c >> 12));
      bytes[length++] = (byte) (0x80 | ((c >> 6) & 0x3F));
      bytes[length++] = (byte) (0x80 | (c & 0x3F));
    }
  }

  private void pair(int codePoint) {
    bytes[length++] = (byte) (0xF0 | (codePoint >> 18));
    bytes[length++] = (byte) (0x80 | ((codePoint >> 12) & 0x3F));
    bytes[length++] = (byte) (0x80 | ((codePoint >> 6) & 0x3F));
    bytes[length++] = (byte) (0x80 | (codePoint & 0x3F));
  }

  JsonBuffer number(long value) {
    if (value < 0) {
      return raw(Long.toString(value).getBytes(StandardCharsets.US_ASCII));
    }
    int digits = 1;
    for (long rest = value; rest > 9; rest /= 10) {
      digits++;
    }
    reserve(digits);
    digits(value, digits);
    return this;
  }

  private void digits(long value, int count) {
    long rest = value;
    int i = length + count - 1;
    for (; rest > Integer.MAX_VALUE; rest /= 10) {
      bytes[i--] = (byte) ('0' + rest % 10);
    }
    int small = (int) rest; // divided in half the time
    for (; i >= length; i--) {
      bytes[i] = (byte) ('0' + small % 10);
      small /= 10;
    }
    length += count;
  }

  /** A number in lower case hexadecimal digits. */
  JsonBuffer hex(long value, int count) {
    reserve(count);
    long rest = value;
    for (int i = length + count - 1; i >= length; i--) {
      bytes[i] = (byte) Character.forDigit((int) (rest & 15), 16);
      rest >>>= 4;
    }
    length += count;
    return this;
  }

  /** A time as {@link Instant#toString} writes it, without quotes. */
  JsonBuffer time(Instant time) {
    IsoDate date = IsoDate.of(time.getEpochSecond());
    if (date.year() < 0 || date.year() > 9999) {
      return inner(time.toString());
    }
    reserve(32);
    part(date.year(), 4, '-');
    part(date.month(), 2, '-');
    part(date.day(), 2, 'T');
    int second = (int) Math.floorMod(time.getEpochSecond(), (long) IsoDate.SECONDS_PER_DAY);
    part(second / 3600, 2, ':');
    part(second / 60 % 60, 2, ':');
    digits(second % 60, 2);
    nanos(time.getNano());
    bytes[length++] = 'Z';
    return this;
  }

  private void part(int value, int count, char separator) {
    digits(value, count);
    bytes[length++] = (byte) separator;
  }

  private void nanos(int nanos) {
    if (nanos == 0) {
      return;
    }
    bytes[length++] = '.';
    if (nanos % 1_000_000 == 0) {
      digits(nanos / 1_000_000, 3);
    } else if (nanos % 1000 == 0) {
      digits(nanos / 1000, 6);
    } else {
      digits(nanos, 9);
    }
  }

  /** Any JSON value: null, text, number, boolean, map or list of them. */
  JsonBuffer value(@Nullable Object value) {
    if (value instanceof String text) {
      return text(text);
    } else if (value instanceof Integer || value instanceof Long) {
      return number(((Number) value).longValue());
    } else if (value instanceof JsonMembers members) {
      return raw('{').members(members).raw('}');
    } else if (value instanceof Map<?, ?> map) {
      return object(map);
    } else if (value instanceof Iterable<?> list) {
      return list(list);
    } else if (value == null || value instanceof Boolean || isFinite(value)) {
      return inner(String.valueOf(value));
    } else if (value instanceof Number) {
      return text(value.toString());
    }
    throw new IllegalArgumentException("not a JSON value: " + value.getClass());
  }

  private static boolean isFinite(Object value) {
    return value instanceof Number number
        && (value instanceof BigDecimal
            || value instanceof BigInteger
            || Double.isFinite(number.doubleValue()));
  }

  /** The members of an object, without its braces. */
  JsonBuffer members(JsonMembers members) {
    members.copyTo(this);
    return this;
  }

  private JsonBuffer object(Map<?, ?> map) {
    raw('{');
    boolean first = true;
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      if (!first) {
        raw(',');
      }
      first = false;
      text((String) entry.getKey()).raw(':').value(entry.getValue());
    }
    return raw('}');
  }

  private JsonBuffer list(Iterable<?> list) {
    raw('[');
    boolean first = true;
    for (Object item : list) {
      if (!first) {
        raw(',');
      }
      first = false;
      value(item);
    }
    return raw(']');
  }
}
