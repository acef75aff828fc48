package dev.tailrace.agent.lines;

/**
 * Cuts UTF-16 into lines of UTF-8. Offsets count the bytes of the source; limit, length and hash of
 * a long line are those of its UTF-8. What is no character, half a pair or half a unit, is not
 * lost: see {@link Utf8#put}. Files of this kind are rare and small, so it takes unit by unit.
 */
final class WideSplitter implements Splitter {
  private static final char MARK = '\uFEFF';
  private static final int REPLACEMENT = 0xFFFD;

  private final boolean bigEndian;
  private final LineParts parts;
  private final byte[] encoded = new byte[4];
  private long start;
  private long cut;
  private long position;
  private int half = -1;
  private char high;

  WideSplitter(int maxLine, boolean collapse, boolean bigEndian, long start, long cut) {
    this.bigEndian = bigEndian;
    this.parts = new LineParts(maxLine, collapse);
    this.start = start;
    this.cut = cut;
    this.position = start;
  }

  @Override
  public long lineStart() {
    return start;
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public void feed(byte[] buffer, int to, Lines out) {
    for (int at = 0; at < to; at++) {
      boolean first = (position & 1) == 0;
      position++;
      if (first) {
        half = buffer[at] & 0xFF;
      } else {
        unit(half, buffer[at] & 0xFF, out);
        half = -1;
      }
    }
  }

  private void unit(int first, int second, Lines out) {
    if (first < 0) {
      append(REPLACEMENT); // the line before was cut within a unit
      return;
    }
    char unit = (char) (bigEndian ? (first << 8) | second : (second << 8) | first);
    if (unit == '\n') {
      end(out);
    } else if (unit != MARK || position != 2) {
      character(unit);
    }
  }

  private void character(char unit) {
    if (high != 0 && Character.isLowSurrogate(unit)) {
      int pair = Character.toCodePoint(high, unit);
      high = 0;
      append(pair);
      return;
    }
    settleHigh();
    if (Character.isHighSurrogate(unit)) {
      high = unit;
    } else {
      append(unit);
    }
  }

  private void settleHigh() {
    if (high != 0) {
      append(high);
      high = 0;
    }
  }

  private void append(int character) {
    parts.append(encoded, 0, Utf8.put(character, encoded, 0));
  }

  @Override
  public void finish(Lines out) {
    if (unfinished()) {
      if (half >= 0) {
        settleHigh();
        append(REPLACEMENT);
        half = -1;
      }
      end(out);
      cut = start;
    }
  }

  private void end(Lines out) {
    settleHigh();
    Line line = parts.line(start, position, null);
    if (start != cut || line.length() > 0) {
      out.line(line);
    }
    parts.release();
    start = position;
  }
}
