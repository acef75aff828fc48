package dev.tailrace.sinks.s3;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;

/**
 * Has bytes available until it ends. {@link java.util.zip.GZIPInputStream} takes a stream that has
 * none available after a member for one that has ended, though a network may only have paused, and
 * would leave out the rest without a word.
 */
final class UntilItsEnd extends PushbackInputStream {

  UntilItsEnd(InputStream in) {
    super(in);
  }

  /** Waits for the next byte, if that is what it takes to know that there is one. */
  @Override
  public int available() throws IOException {
    int next = read();
    if (next < 0) {
      return 0;
    }
    unread(next);
    return super.available();
  }
}
