package dev.tailrace.sinks.elasticsearch;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.http.entity.ByteArrayEntity;
import org.apache.http.entity.ContentType;
import org.apache.http.nio.ContentEncoder;
import org.apache.http.nio.IOControl;
import org.apache.http.nio.entity.HttpAsyncContentProducer;

/**
 * The body of a request, handed to the socket a slice at a time. The client's own entities go in
 * steps of 4 KiB, a system call each, or offer all that is left each time, of which the JVM makes a
 * copy before it knows how little the socket takes.
 */
final class BulkEntity extends ByteArrayEntity implements HttpAsyncContentProducer {
  private static final int SLICE_BYTES = 256 << 10;

  private final ByteBuffer rest;
  private final int end;

  /**
   * @param length of the bytes so many, from the first on, are the body
   */
  BulkEntity(byte[] bytes, int length, ContentType type) {
    super(bytes, 0, length, type);
    this.rest = ByteBuffer.wrap(bytes, 0, length);
    this.end = length;
  }

  @Override
  public void produceContent(ContentEncoder encoder, IOControl control) throws IOException {
    boolean taken = true;
    while (taken && rest.position() < end) {
      rest.limit(Math.min(end, rest.position() + SLICE_BYTES));
      encoder.write(rest);
      taken = !rest.hasRemaining();
    }
    if (rest.position() == end) {
      encoder.complete();
    }
  }

  /** The request has ended, or is to be sent again from the beginning. */
  @Override
  public void close() {
    rest.clear().limit(end);
  }
}
