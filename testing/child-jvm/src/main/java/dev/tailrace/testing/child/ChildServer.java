package dev.tailrace.testing.child;

import java.io.IOException;

/**
 * What runs in the child: started when it is built, and stopped in good order by {@link #close}.
 */
public interface ChildServer extends AutoCloseable {

  /** The TCP port it answers on, on loopback. */
  int port();

  @Override
  void close() throws IOException;

  /** Starts one; returns only when it answers. */
  @FunctionalInterface
  interface Starter {
    ChildServer start() throws Exception;
  }
}
