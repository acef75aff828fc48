package dev.tailrace.platform.redaction;

/**
 * One form of a value that is secret as it stands.
 *
 * @param base64 whether the characters at its ends may hold some bits of the value too
 */
record Literal(boolean base64) implements Keyword.Owner {
  static final String RULE = "literal";

  /** The end of the value in a text in which its form ends there. */
  int end(byte[] text, int at) {
    int end = at;
    if (base64) {
      end += end < text.length && Bytes.isBase64(text[end]) ? 1 : 0;
      while (end < text.length && text[end] == '=') {
        end++;
      }
    }
    return end;
  }

  /** The start of the value in a text in which its form begins there. */
  int start(byte[] text, int at) {
    return base64 && at > 0 && Bytes.isBase64(text[at - 1]) ? at - 1 : at;
  }
}
