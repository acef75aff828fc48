package dev.tailrace.agent.http.lines;

import java.util.Arrays;

/** Takes a body apart at its newlines. The bytes of a line stay as they are. */
public final class PlainLines {
  private PlainLines() {}

  /**
   * Adds each line that is not empty, without its carriage return.
   *
   * @throws Refused if a line is too long, or all are together
   */
  public static void read(byte[] body, LineBlock into) throws Refused {
    int number = 1;
    for (int start = 0; start < body.length; number++) {
      int end = start;
      while (end < body.length && body[end] != '\n') {
        end++;
      }
      int last = end > start && body[end - 1] == '\r' ? end - 1 : end;
      if (last > start && !into.add(Arrays.copyOfRange(body, start, last))) {
        throw Refused.tooLarge("line " + number + " is longer than " + into.maxLine() + " bytes");
      }
      start = end + 1;
    }
  }
}
