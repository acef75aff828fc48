package dev.tailrace.schemas;

import org.jspecify.annotations.Nullable;

/**
 * A line that looks like the reason why a job failed.
 *
 * @param rank how much it does, as in {@link LogEvent#failureRank()}
 * @param eventId names the line, as in {@link LogEvent#eventId()}
 * @param fingerprint as in {@link LogEvent#fingerprint()}; null if none was taken
 * @param message its text, at most {@value #MAX_MESSAGE} characters of it
 */
public record FailureLine(int rank, String eventId, @Nullable String fingerprint, String message) {

  /** How much of a message is kept, in characters. */
  public static final int MAX_MESSAGE = 300;

  /** What is kept of an event. */
  public static FailureLine of(LogEvent event) {
    return new FailureLine(
        event.failureRank(), event.eventId(), event.fingerprint(), excerpt(event.message()));
  }

  private static String excerpt(String message) {
    if (message.length() <= MAX_MESSAGE) {
      return message;
    }
    int end = Character.isHighSurrogate(message.charAt(MAX_MESSAGE - 1)) ? 1 : 0;
    return message.substring(0, MAX_MESSAGE - end);
  }
}
