package dev.tailrace.platform.drift;

/**
 * Something on a server that is not as it would be installed. All three are plain words for a line.
 *
 * @param place what differs, as in {@code topic logs.raw, retention.ms}
 * @param found how it is
 * @param wanted how it should be
 */
public record Difference(String place, String found, String wanted) {
  /** Found where nothing is. */
  public static final String MISSING = "missing";

  /** One line. */
  @Override
  public String toString() {
    return "%s: %s; should be %s".formatted(place, found, wanted);
  }
}
