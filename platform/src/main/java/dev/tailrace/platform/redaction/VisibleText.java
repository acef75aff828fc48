package dev.tailrace.platform.redaction;

import java.util.Arrays;

/** A line without its terminal escapes, and where each of its bytes stands in the line. */
final class VisibleText {
  private final byte[] text;
  private final int[] places;

  private VisibleText(byte[] text, int[] places) {
    this.text = text;
    this.places = places;
  }

  /** Whether there is any escape to take out. */
  static boolean differs(byte[] line) {
    for (int i = 0; i < line.length; i++) {
      if (Ansi.begins(line, i, line.length)) {
        return true;
      }
    }
    return false;
  }

  static VisibleText of(byte[] line) {
    byte[] text = new byte[line.length];
    int[] places = new int[line.length];
    int length = 0;
    int at = 0;
    while (at < line.length) {
      if (Ansi.begins(line, at, line.length)) {
        at = Ansi.endOfRun(line, at, line.length);
      } else {
        places[length] = at;
        text[length++] = line[at++];
      }
    }
    return new VisibleText(Arrays.copyOf(text, length), places);
  }

  byte[] text() {
    return text;
  }

  int start(int place) {
    return places[place];
  }

  /** The place in the line after the last byte before this one. */
  int end(int place) {
    return places[place - 1] + 1;
  }
}
