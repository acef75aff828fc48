package dev.tailrace.parser;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;

/**
 * The text of a line.
 *
 * @param text the text, without a byte order mark
 * @param utf8 whether all of the bytes were UTF-8
 */
record LineText(String text, boolean utf8) {
  private static final Charset FALLBACK = Charset.forName("windows-1252");
  private static final char REPLACEMENT = '\uFFFD';
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  /** Reads UTF-8, and the bytes that are not UTF-8, one by one, as windows-1252. */
  static LineText decode(byte[] bytes) {
    // The fast way replaces what it cannot read, so only a line that holds the replacement
    // character needs a second look.
    String text = new String(bytes, UTF_8);
    if (text.indexOf(REPLACEMENT) < 0) {
      return new LineText(withoutMark(text), true);
    }
    return decodeMixed(bytes);
  }

  private static LineText decodeMixed(byte[] bytes) {
    CharsetDecoder decoder =
        UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length);
    boolean utf8 = true;
    CoderResult result = decoder.decode(in, out, true);
    while (result.isError()) {
      utf8 = false;
      out.put(new String(bytes, in.position(), result.length(), FALLBACK));
      in.position(in.position() + result.length());
      result = decoder.decode(in, out, true);
    }
    return new LineText(withoutMark(out.flip().toString()), utf8);
  }

  private static String withoutMark(String text) {
    return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
  }
}
