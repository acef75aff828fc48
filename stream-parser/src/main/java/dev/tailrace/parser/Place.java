package dev.tailrace.parser;

import dev.tailrace.schemas.TailraceHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * Where a line lies in its source.
 *
 * @param offset the byte at which it begins, 0 or more
 * @param end the byte behind it and its line end; {@link #UNSAID} if the agent cannot say
 * @param slack how many bytes a line end that comes late may have: none if the line has its end
 */
record Place(long offset, long end, int slack) {
  static final long UNSAID = -1;

  /** A carriage return and a line feed in UTF-16. */
  private static final int LONGEST_LINE_END = 4;

  private static final byte[] NO_LINE_END =
      TailraceHeaders.NO_LINE_END_TAG.getBytes(StandardCharsets.UTF_8);

  static Place of(long offset, Headers headers) {
    long end = TailraceHeaders.number(headers, TailraceHeaders.END).orElse(UNSAID);
    Header tags = headers.lastHeader(TailraceHeaders.TAGS);
    boolean open = tags != null && tags.value() != null && endsWithTag(tags.value());
    return new Place(offset, end > offset ? end : UNSAID, open ? LONGEST_LINE_END : 0);
  }

  /** The agent writes it last. */
  private static boolean endsWithTag(byte[] tags) {
    int from = tags.length - NO_LINE_END.length;
    return from >= 0 && Arrays.equals(tags, from, tags.length, NO_LINE_END, 0, NO_LINE_END.length);
  }
}
