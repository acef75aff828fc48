package dev.tailrace.platform.redaction;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/** Small questions about bytes that are ASCII where it matters. */
final class Bytes {
  private Bytes() {}

  static byte[] ascii(String text) {
    return text.getBytes(ISO_8859_1);
  }

  static String text(byte[] bytes, int from, int to) {
    return new String(bytes, from, to - from, ISO_8859_1);
  }

  static boolean isLetter(int b) {
    int lower = b | 0x20;
    return lower >= 'a' && lower <= 'z';
  }

  static boolean isDigit(int b) {
    return b >= '0' && b <= '9';
  }

  static boolean isWord(int b) {
    return isLetter(b) || isDigit(b);
  }

  static boolean isBase64(int b) {
    return isWord(b) || b == '+' || b == '/';
  }

  static boolean isHex(int b) {
    return isDigit(b) || (b >= 'a' && b <= 'f') || (b >= 'A' && b <= 'F');
  }

  static boolean startsWith(byte[] text, int at, int to, byte[] prefix) {
    if (prefix.length > to - at) {
      return false;
    }
    for (int i = 0; i < prefix.length; i++) {
      if (text[at + i] != prefix[i]) {
        return false;
      }
    }
    return true;
  }

  /**
   * The same, whatever the case of letters.
   *
   * @param prefix in lower case
   */
  static boolean startsWithIgnoringCase(byte[] text, int at, int to, byte[] prefix) {
    if (prefix.length > to - at) {
      return false;
    }
    for (int i = 0; i < prefix.length; i++) {
      int b = text[at + i];
      if (b != prefix[i] && !(isLetter(b) && (b | 0x20) == prefix[i])) {
        return false;
      }
    }
    return true;
  }

  /** The first place of a pattern at or after one, or -1. */
  static int indexOf(byte[] text, byte[] pattern, int from, int to) {
    for (int at = from; at <= to - pattern.length; at++) {
      if (text[at] == pattern[0] && startsWith(text, at, to, pattern)) {
        return at;
      }
    }
    return -1;
  }
}
