package dev.tailrace.platform.redaction;

/**
 * A literal that announces a secret or is one.
 *
 * @param text three bytes or more; in lower case if the case does not matter
 * @param folded whether the case of ASCII letters does not matter
 * @param sequel what must follow it
 * @param owner who is told of it
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Keyword(byte[] text, boolean folded, Sequel sequel, Owner owner) {
  static final int SHORTEST = 3;

  /** What is to be done where a keyword stands. */
  interface Owner {}

  static Keyword exact(byte[] text, Owner owner) {
    return new Keyword(text, false, Sequel.ANY, owner);
  }

  static Keyword folded(String text, Sequel sequel, Owner owner) {
    byte[] lower = Bytes.ascii(text);
    for (int i = 0; i < lower.length; i++) {
      lower[i] = Bytes.isLetter(lower[i]) ? (byte) (lower[i] | 0x20) : lower[i];
    }
    return new Keyword(lower, true, sequel, owner);
  }

  /** Whether it stands there, and what it needs follows. */
  boolean standsAt(byte[] buffer, int at, int to) {
    boolean stands =
        folded
            ? Bytes.startsWithIgnoringCase(buffer, at, to, text)
            : Bytes.startsWith(buffer, at, to, text);
    return stands && sequel.follows(buffer, at + text.length, to);
  }
}
