package dev.tailrace.testing.child;

/** A server did not start. The message names the server, the cause and, for a child, its log. */
public final class ServerStartException extends RuntimeException {
  public ServerStartException(String message) {
    super(message);
  }

  public ServerStartException(String message, Throwable cause) {
    super(message, cause);
  }
}
