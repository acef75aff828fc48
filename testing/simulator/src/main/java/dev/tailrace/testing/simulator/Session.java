package dev.tailrace.testing.simulator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * One use of a directory. Its number is part of every id, so that no session repeats another's.
 *
 * @param number 1 for the first session in a directory
 */
record Session(long number) {
  private static final long IDS = 100_000_000L;

  /** Takes the next number; it is used up even if the session is cut short. */
  static Session next(Path directory) throws IOException {
    Path file = directory.resolve("session");
    long last = Files.exists(file) ? Long.parseLong(Files.readString(file).strip()) : 0;
    Path temporary = file.resolveSibling("session.tmp");
    Files.writeString(temporary, Long.toString(last + 1));
    Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    return new Session(last + 1);
  }

  /** The id of this session's nth run or job, counted from 1. */
  String id(long n) {
    return Long.toString(number * IDS + n);
  }

  /** Another seed for each session, so that the second does not do all again that the first did. */
  long seed(long seed) {
    return seed * 31 + number;
  }
}
