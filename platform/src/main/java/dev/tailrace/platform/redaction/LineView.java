package dev.tailrace.platform.redaction;

/**
 * The bytes of a line from some place on, as characters from 0 to 255. Remembers how far it was
 * read, which is what a try of a regex has cost.
 */
final class LineView implements CharSequence {
  private final byte[] line;
  private int from;
  private int furthest;

  LineView(byte[] line) {
    this.line = line;
  }

  LineView from(int place) {
    from = place;
    furthest = 0;
    return this;
  }

  int read() {
    return furthest;
  }

  @Override
  public int length() {
    return line.length - from;
  }

  @Override
  public char charAt(int index) {
    if (index > furthest) {
      furthest = index;
    }
    return (char) (line[from + index] & 0xff);
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return Bytes.text(line, from + start, from + end);
  }

  @Override
  public String toString() {
    return Bytes.text(line, from, line.length);
  }
}
