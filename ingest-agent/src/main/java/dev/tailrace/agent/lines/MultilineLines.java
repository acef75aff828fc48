package dev.tailrace.agent.lines;

import org.jspecify.annotations.Nullable;

/**
 * Makes one line of lines that belong together, joined by line feeds. A group ends where a line
 * does not belong to it, at the limits, and when it is told to: see {@link #flush}. The lines of a
 * container's two streams are grouped apart.
 */
final class MultilineLines implements Lines {
  static final int MAX_LINES = 1000;
  private static final byte[] LINE_END = {'\n'};

  private final class Group {
    private final Grouping grouping;
    private final LineParts parts;
    private long start = LineAssembler.NOTHING;
    private long next;
    private @Nullable Frame frame;
    private int lines;
    private int length;

    Group(MultilineConfig config) {
      this.grouping = config.grouping();
      this.parts = new LineParts(maxLine, /* collapse= */ false);
    }

    void take(Line line) {
      if (pending() && !continuedBy(line)) {
        give(line.offset());
      }
      if (pending()) {
        parts.append(LINE_END, 0, 1);
        add(line);
      } else if (begunBy(line)) {
        start = line.offset();
        frame = line.frame();
        add(line);
      } else {
        out.line(line);
      }
    }

    private boolean pending() {
      return start != LineAssembler.NOTHING;
    }

    private boolean begunBy(Line line) {
      return !line.truncated() && grouping.begins(line.buffer(), line.from(), line.to());
    }

    private boolean continuedBy(Line line) {
      return length + 1 + line.length() <= maxLine
          && !line.truncated()
          && grouping.continues(line.buffer(), line.from(), line.to());
    }

    private void add(Line line) {
      parts.append(line.buffer(), line.from(), line.to());
      length += line.length() + (lines > 0 ? 1 : 0);
      lines++;
      next = line.next();
      if (grouping.complete() || lines == MAX_LINES) {
        give(next);
      }
    }

    /** Gives the group. Of this sequence of lines the next that is not given begins at a byte. */
    private void give(long resume) {
      Line line = parts.line(start, resume, frame);
      start = LineAssembler.NOTHING;
      lines = 0;
      length = 0;
      out.line(line);
      parts.release();
    }
  }

  private final int maxLine;
  private final Lines out;
  private final Group[] groups;

  MultilineLines(MultilineConfig config, int maxLine, Lines out) {
    this.maxLine = maxLine;
    this.out = out;
    this.groups = new Group[] {new Group(config), new Group(config)};
  }

  @Override
  public void line(Line line) {
    group(line.stream()).take(line);
  }

  private Group group(@Nullable ContainerStream stream) {
    return groups[stream == ContainerStream.STDERR ? 1 : 0];
  }

  /** Where a stream's group begins that is not given yet, or {@link LineAssembler#NOTHING}. */
  long pending(ContainerStream stream) {
    return group(stream).start;
  }

  /** Ends the groups here and now. */
  void flush() {
    for (Group group : groups) {
      if (group.pending()) {
        group.give(group.next);
      }
    }
  }
}
