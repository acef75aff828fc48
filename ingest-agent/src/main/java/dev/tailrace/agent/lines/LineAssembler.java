package dev.tailrace.agent.lines;

import org.jspecify.annotations.Nullable;

/**
 * Makes the lines of a source from its bytes: splits them, takes them out of the frames of a
 * container runtime, decodes them and joins those that belong together, as far as the input's shape
 * asks. The same bytes from a {@link #resume} give the same lines, whatever the chunks they come
 * in.
 */
public final class LineAssembler {
  static final long NOTHING = -1;

  /** Runtimes divide lines at 16 KiB, and JSON may write a byte as six. */
  private static final int LONGEST_FRAME = 256 << 10;

  private final Splitter splitter;
  private final @Nullable ContainerLines containers;
  private final @Nullable MultilineLines multiline;
  private final @Nullable Lines head;
  private Lines out = line -> {};

  /**
   * @param shape with its encoding decided
   * @param maxLine longer lines are truncated
   * @param from where the bytes begin, and what of those was given before
   * @param cut where an earlier line was ended without a line end, or -1
   */
  public LineAssembler(LineShape shape, int maxLine, Resume from, long cut) {
    MultilineConfig groups = shape.multiline();
    Lines last = this::give;
    multiline = groups == null ? null : new MultilineLines(groups, maxLine, last);
    Lines next = multiline == null ? last : multiline;
    if (shape.encoding().charset() != null) {
      next = new DecodedLines(shape.encoding().charset(), next);
    }
    containers = shape.format().container() ? new ContainerLines(shape, maxLine, from, next) : null;
    next = containers == null ? next : containers;
    head = shape.simple() ? null : next;
    splitter = splitter(shape, maxLine, from.offset(), cut);
  }

  private static Splitter splitter(LineShape shape, int maxLine, long start, long cut) {
    boolean framed = shape.format().container();
    int limit = framed ? Math.max(maxLine, LONGEST_FRAME) : maxLine;
    boolean collapse = shape.collapse() && !framed;
    return switch (shape.encoding().width()) {
      case UTF_16LE -> new WideSplitter(limit, collapse, /* bigEndian= */ false, start, cut);
      case UTF_16BE -> new WideSplitter(limit, collapse, /* bigEndian= */ true, start, cut);
      case AUTO, BYTES -> new LineSplitter(limit, collapse, start, cut);
    };
  }

  /** Takes the next bytes and gives the lines that end in them. */
  public void feed(byte[] buffer, int to, Lines lines) {
    if (head == null) {
      splitter.feed(buffer, to, lines);
    } else {
      out = lines;
      splitter.feed(buffer, to, head);
    }
  }

  /** Ends whatever has begun, here and now. */
  public void finish(Lines lines) {
    out = lines;
    splitter.finish(head == null ? lines : head);
    if (containers != null) {
      containers.finish();
    }
    flush(lines);
  }

  /** Ends the groups of lines that have begun, here and now. */
  public void flush(Lines lines) {
    out = lines;
    if (multiline != null) {
      multiline.flush();
    }
  }

  /** A container's line says what both streams have given. */
  private void give(Line line) {
    Frame frame = line.frame();
    if (frame == null || containers == null) {
      out.line(line);
      return;
    }
    boolean stdout = frame.stream() == ContainerStream.STDOUT;
    long other = settled(stdout ? ContainerStream.STDERR : ContainerStream.STDOUT, containers);
    Resume resume = stdout ? new Resume(line.next(), other) : new Resume(other, line.next());
    out.line(line.readOn(resume.offset(), frame.resuming(resume)));
  }

  private long settled(ContainerStream stream, ContainerLines in) {
    long group = multiline == null ? NOTHING : multiline.pending(stream);
    return group == NOTHING ? in.settled(stream) : group;
  }

  /** The offset of the next byte. */
  public long position() {
    return splitter.position();
  }

  /** Where the line begins whose end has not come yet. */
  public long lineStart() {
    return splitter.lineStart();
  }

  /** Whether bytes of a line have come and its end has not. */
  public boolean unfinished() {
    return splitter.unfinished() || (containers != null && containers.open());
  }

  /** Whether whole lines are held back because others may belong to them. */
  public boolean grouped() {
    return multiline != null
        && (multiline.pending(ContainerStream.STDOUT) != NOTHING
            || multiline.pending(ContainerStream.STDERR) != NOTHING);
  }

  /** Where to read on to be given what was not given yet, and nothing else. */
  public Resume resume() {
    if (containers != null) {
      return new Resume(
          settled(ContainerStream.STDOUT, containers), settled(ContainerStream.STDERR, containers));
    }
    long group = multiline == null ? NOTHING : multiline.pending(ContainerStream.STDOUT);
    return Resume.at(group == NOTHING ? splitter.lineStart() : group);
  }
}
