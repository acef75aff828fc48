package dev.tailrace.parser.failures;

/**
 * A number that messages share which say the same of different things: digits, hexadecimal ids and
 * the directories of paths do not count, nor how many blanks there are. Stored events carry it, so
 * what is computed here stays the same.
 */
public final class Fingerprint {
  private static final int LONGEST = 1024;
  private static final int HEX_ID = 4;
  private static final int DIGITS = 16;
  private static final long SEED = 0xcbf29ce484222325L;
  private static final long PRIME = 0x100000001b3L;

  private final char[] text;
  private long hash = SEED;

  private Fingerprint(String text) {
    this.text = new char[Math.min(text.length(), LONGEST)];
    text.getChars(0, this.text.length, this.text, 0);
  }

  /** 16 lower case hexadecimal digits, of the first 1,024 characters. */
  public static String of(String message) {
    return new Fingerprint(message).digits();
  }

  private String digits() {
    int at = 0;
    while (at < text.length) {
      if (text[at] <= ' ') {
        at++;
      } else {
        at = word(at);
        add(' ');
      }
    }
    long mixed = (hash ^ (hash >>> 32)) * 0x9E3779B97F4A7C15L;
    mixed ^= mixed >>> 29;
    byte[] out = new byte[DIGITS];
    for (int i = DIGITS - 1; i >= 0; i--, mixed >>>= 4) {
      int digit = (int) (mixed & 15);
      out[i] = (byte) (digit < 10 ? '0' + digit : 'a' + digit - 10);
    }
    return new String(out, java.nio.charset.StandardCharsets.ISO_8859_1);
  }

  private void add(char c) {
    hash = (hash ^ c) * PRIME;
  }

  /** Adds what stands between blanks; of a path its last name. */
  private int word(int from) {
    int end = from;
    int name = from;
    while (end < text.length && text[end] > ' ') {
      char c = text[end++];
      if (c == '/' || c == '\\') {
        name = end;
      }
    }
    if (name > from) {
      add('/');
    }
    int at = name;
    while (at < end) {
      at = isPart(text[at]) ? part(at, end) : mark(at);
    }
    return end;
  }

  private int mark(int at) {
    add(text[at]);
    return at + 1;
  }

  /** Adds a run of letters and digits. */
  private int part(int from, int limit) {
    int end = from;
    boolean digits = false;
    boolean hex = true;
    while (end < limit && isPart(text[end])) {
      char c = text[end++];
      digits |= c <= '9';
      hex &= c <= '9' || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F') || c == 'x';
    }
    if (digits && hex && (end - from >= HEX_ID || hasHexPrefix(from, end))) {
      add('#');
    } else {
      masked(from, end);
    }
    return end;
  }

  private void masked(int from, int end) {
    boolean inDigits = false;
    for (int i = from; i < end; i++) {
      boolean digit = text[i] <= '9';
      if (!digit) {
        add(text[i]);
      } else if (!inDigits) {
        add('#');
      }
      inDigits = digit;
    }
  }

  private boolean hasHexPrefix(int from, int end) {
    return end - from > 1 && text[from] == '0' && text[from + 1] == 'x';
  }

  private static boolean isPart(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }
}
