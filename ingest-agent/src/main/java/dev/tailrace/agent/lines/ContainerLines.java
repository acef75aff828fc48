package dev.tailrace.agent.lines;

import org.jspecify.annotations.Nullable;

/**
 * Takes lines out of the frames of a container runtime and joins those that it has divided. Each
 * stream is joined by itself. A line in no such frame is kept as it is, tagged.
 */
final class ContainerLines implements Lines {
  private final LineFormat format;
  private final int maxLine;
  private final Resume from;
  private final Lines out;
  private final ContainerFrame frame = new ContainerFrame();
  private final Joining stdout;
  private final Joining stderr;
  private long position;

  /** A line of a stream, in parts. */
  private final class Joining {
    private final ContainerStream stream;
    private final LineParts parts;
    private long start = LineAssembler.NOTHING;
    private @Nullable String time;
    private boolean damaged;

    Joining(ContainerStream stream, boolean collapse) {
      this.stream = stream;
      this.parts = new LineParts(maxLine, collapse);
    }

    void take(Line line) {
      if (frame.damaged) {
        finish(line.offset());
      }
      if (start == LineAssembler.NOTHING) {
        start = line.offset();
        time = frame.time;
        damaged = frame.damaged;
      }
      parts.append(frame.buffer, frame.from, frame.to);
      if (!frame.partial) {
        finish(line.next());
      }
    }

    void finish(long next) {
      if (start != LineAssembler.NOTHING) {
        Line line = parts.line(start, next, new Frame(stream, time, damaged, from));
        start = LineAssembler.NOTHING;
        out.line(line);
        parts.release();
      }
    }
  }

  /**
   * @param from what begins before these bytes was given
   */
  ContainerLines(LineShape shape, int maxLine, Resume from, Lines out) {
    this.format = shape.format();
    this.maxLine = maxLine;
    this.from = from;
    this.out = out;
    this.position = from.offset();
    this.stdout = new Joining(ContainerStream.STDOUT, shape.collapse());
    this.stderr = new Joining(ContainerStream.STDERR, shape.collapse());
  }

  @Override
  public void line(Line line) {
    position = line.next();
    frame.read(format, line);
    if (line.offset() >= from.of(frame.stream)) {
      of(frame.stream).take(line);
    }
  }

  private Joining of(ContainerStream stream) {
    return stream == ContainerStream.STDERR ? stderr : stdout;
  }

  /** Whether a line has begun and not ended. */
  boolean open() {
    return stdout.start != LineAssembler.NOTHING || stderr.start != LineAssembler.NOTHING;
  }

  /** What of a stream begins before this byte was given or is held behind this. */
  long settled(ContainerStream stream) {
    long start = of(stream).start;
    return start == LineAssembler.NOTHING ? Math.max(position, from.of(stream)) : start;
  }

  /** Ends the lines that have begun, here and now. */
  void finish() {
    stdout.finish(position);
    stderr.finish(position);
  }
}
