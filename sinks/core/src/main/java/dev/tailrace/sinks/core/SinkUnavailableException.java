package dev.tailrace.sinks.core;

/** The store does not take records now. The message says which store and why. */
public final class SinkUnavailableException extends Exception {
  public SinkUnavailableException(String message) {
    super(message);
  }

  public SinkUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
