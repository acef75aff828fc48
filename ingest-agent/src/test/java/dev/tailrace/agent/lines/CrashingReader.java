package dev.tailrace.agent.lines;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;

/**
 * Reads a file as the agent does: it goes on where it was acknowledged after a crash, decides what
 * time decides only once everything is acknowledged, and keeps that before it acts on it. What
 * arrives is kept once, as the parser keeps it.
 */
final class CrashingReader {
  private final byte[] file;
  private final int maxLine;
  private final LineShape shape;
  private final NavigableSet<Long> pauses;
  private final Map<String, List<String>> events = new TreeMap<>();
  private final Map<String, Long> last = new TreeMap<>();
  private final Deque<Resume> unacknowledged = new ArrayDeque<>();
  private LineAssembler assembler;
  private Resume acknowledged = Resume.at(0);
  private long cut = -1;
  private long flush = -1;

  CrashingReader(byte[] file, LineShape shape, int maxLine, NavigableSet<Long> pauses) {
    this.file = file;
    this.maxLine = maxLine;
    this.shape = shape;
    this.pauses = pauses;
    this.assembler = restarted();
  }

  private LineAssembler restarted() {
    return new LineAssembler(shape, maxLine, acknowledged, cut);
  }

  Map<String, List<String>> events() {
    return events;
  }

  String text() {
    StringBuilder all = new StringBuilder();
    events.values().forEach(each -> each.forEach(event -> all.append(event).append('\n')));
    return all.toString();
  }

  /**
   * @param chunks sizes of reads, again and again
   * @param crashes how many lines are acknowledged before a crash, by the number of the step; a
   *     negative number of a step closes the file and opens it again
   */
  void read(List<Integer> chunks, Map<Integer, Integer> crashes) {
    int step = 0;
    while (assembler.position() < file.length || assembler.unfinished() || assembler.grouped()) {
      long end = Math.min(stop(assembler.position()), file.length);
      feed(Math.min(end, assembler.position() + chunks.get(step % chunks.size())));
      pause();
      Integer acknowledgements = crashes.get(step++);
      if (acknowledgements != null) {
        acknowledge(acknowledgements);
        unacknowledged.clear();
        assembler = restarted();
      } else {
        end();
        if (crashes.containsKey(-step)) {
          close();
        }
      }
    }
  }

  /** As a file is closed for others: what is held back is read again. */
  private void close() {
    if (!assembler.grouped()) {
      assembler = new LineAssembler(shape, maxLine, assembler.resume(), cut);
    }
  }

  private long stop(long position) {
    long stop = Long.MAX_VALUE;
    for (long at : new long[] {cut, flush, pauses.isEmpty() ? -1 : next(position)}) {
      stop = at > position ? Math.min(stop, at) : stop;
    }
    return stop;
  }

  private long next(long position) {
    Long next = pauses.higher(position);
    return next == null ? -1 : next;
  }

  private void feed(long to) {
    int from = (int) assembler.position();
    byte[] chunk = Arrays.copyOfRange(file, from, (int) to);
    assembler.feed(chunk, chunk.length, this::take);
    end();
  }

  /** Does what was decided. */
  private void end() {
    if (assembler.lineStart() == flush) {
      assembler.flush(this::take);
    }
    if (assembler.position() == cut) {
      assembler.finish(this::take);
    }
  }

  /** Decides, where time passes; what is decided outlives a crash. */
  private void pause() {
    long position = assembler.position();
    if (position == file.length || pauses.contains(position)) {
      acknowledge(Integer.MAX_VALUE);
      if (assembler.grouped()) {
        flush = assembler.lineStart();
      }
      if (position == file.length) {
        cut = position;
      }
    }
  }

  private void acknowledge(int lines) {
    for (int i = 0; i < lines && !unacknowledged.isEmpty(); i++) {
      acknowledged = unacknowledged.remove();
    }
  }

  private void take(Line line) {
    Frame frame = line.frame();
    Resume resume = frame == null ? Resume.at(line.next()) : frame.resume();
    if (resume.offset() < acknowledged.offset() || resume.offset() != line.next()) {
      throw new AssertionError("goes back: " + resume + " behind " + acknowledged);
    }
    unacknowledged.add(resume);
    String key = String.valueOf(line.stream());
    if (line.offset() > last.getOrDefault(key, -1L)) {
      last.put(key, line.offset());
      events.computeIfAbsent(key, k -> new ArrayList<>()).add(event(line));
    }
  }

  private String event(Line line) {
    String time = line.frame() == null ? "" : line.frame().time() + " " + line.frame().damaged();
    return line.offset()
        + " "
        + time
        + " "
        + line.truncation()
        + " "
        + new String(line.limited(maxLine).copy(), ISO_8859_1);
  }
}
