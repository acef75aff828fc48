package dev.tailrace.platform.http;

import java.time.Duration;

/**
 * What a client of an {@link HttpServer} may take.
 *
 * @param connections open at once; more wait to be accepted
 * @param headerBytes of a request's line and headers; a longer one is answered with 431
 * @param headerDeadline from the first byte of a request, or from the connection's begin, to the
 *     end of the headers; the connection is closed then
 * @param idle how long a connection may be without a byte in either direction
 */
public record HttpLimits(int connections, int headerBytes, Duration headerDeadline, Duration idle) {

  /** For a few trusted clients and long streams. */
  public static final HttpLimits TRUSTED =
      new HttpLimits(4096, 8192, Duration.ofSeconds(60), Duration.ofSeconds(60));
}
