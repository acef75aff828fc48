package dev.tailrace.agent.lines;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;

/**
 * Turns lines of another charset into UTF-8. A line that is not in that charset stays as it is, so
 * that nothing of it is lost.
 */
final class DecodedLines implements Lines {
  private final CharsetDecoder decoder;
  private final Lines out;

  DecodedLines(Charset charset, Lines out) {
    this.decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    this.out = out;
  }

  @Override
  public void line(Line line) {
    out.line(decoded(line));
  }

  private Line decoded(Line line) {
    ByteBuffer in = ByteBuffer.wrap(line.buffer(), line.from(), line.length());
    CharBuffer text = CharBuffer.allocate(1 + (int) (line.length() * decoder.maxCharsPerByte()));
    decoder.reset();
    CoderResult result = decoder.decode(in, text, true);
    // A truncated line may end within a character.
    boolean whole = result.isUnderflow() || (line.truncated() && in.remaining() < 4);
    if (!whole) {
      return line;
    }
    decoder.flush(text);
    byte[] bytes = text.flip().toString().getBytes(UTF_8);
    return line.with(bytes, 0, bytes.length);
  }
}
