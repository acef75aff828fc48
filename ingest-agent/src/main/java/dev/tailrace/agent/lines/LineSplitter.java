package dev.tailrace.agent.lines;

/**
 * Cuts bytes into lines. A line ends at a line feed; carriage returns before it belong to the end.
 * One within the line takes a terminal back to the line's beginning, as progress bars do: of such a
 * line only the last state that is not empty is kept, unless it is to be kept whole. Memory is
 * bounded by the limit whatever comes.
 */
final class LineSplitter implements Splitter {

  private final int maxLine;
  private final boolean collapse;
  private final LineParts parts;
  private long start;
  private long cut;
  private long length;

  /**
   * @param start the offset of the first byte that will come
   * @param cut where an earlier line was ended without a line end, or -1; what ends that line late
   *     is not an empty line
   */
  LineSplitter(int maxLine, boolean collapse, long start, long cut) {
    this.maxLine = maxLine;
    this.collapse = collapse;
    this.parts = new LineParts(maxLine, collapse);
    this.start = start;
    this.cut = cut;
  }

  @Override
  public long lineStart() {
    return start;
  }

  @Override
  public long position() {
    return start + length;
  }

  @Override
  public void feed(byte[] buffer, int to, Lines out) {
    int from = 0;
    boolean returns = false;
    for (int at = Bytes.lineBreak(buffer, 0, to); at < to; ) {
      if (buffer[at] == '\n') {
        end(buffer, from, at, returns, out);
        from = at + 1;
        returns = false;
      } else {
        returns = true;
      }
      at = Bytes.lineBreak(buffer, at + 1, to);
    }
    if (to > from) {
      parts.append(buffer, from, to);
      length += to - from;
    }
  }

  @Override
  public void finish(Lines out) {
    if (unfinished()) {
      give(parts.line(start, start + length, null), out);
      begin(start + length);
      cut = start;
    }
  }

  private void end(byte[] buffer, int from, int to, boolean returns, Lines out) {
    long next = start + length + (to - from) + 1;
    int end = returns ? Bytes.withoutReturns(buffer, from, to) : to;
    if (length == 0 && !(returns && restarts(buffer, from, end))) {
      give(line(next, buffer, from, end), out);
      start = next;
    } else {
      parts.append(buffer, from, to);
      give(parts.line(start, next, null), out);
      begin(next);
    }
  }

  private boolean restarts(byte[] buffer, int from, int to) {
    return collapse && Bytes.carriageReturn(buffer, from, to) < to;
  }

  private Line line(long next, byte[] buffer, int from, int to) {
    if (to - from <= maxLine) {
      return new Line(start, next, buffer, from, to, null, null);
    }
    int kept = Math.min(to, from + maxLine + Line.LOOK_AHEAD);
    Truncation truncation = Truncation.of(buffer, from, to);
    return new Line(start, next, buffer, from, kept, truncation, null);
  }

  private void give(Line line, Lines out) {
    if (start == 0 && Bytes.startsWith(line.buffer(), line.from(), line.to(), Utf8.MARK)) {
      out.line(line.with(line.buffer(), line.from() + Utf8.MARK.length, line.to()));
    } else if (start != cut || line.length() > 0) {
      out.line(line);
    }
  }

  private void begin(long next) {
    parts.release();
    length = 0;
    start = next;
  }
}
